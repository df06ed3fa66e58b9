package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.media.source.MediaSource;
import java.util.Optional;

/**
 * Which sources a stranger may name: what is generated, other streams, and URLs that lead where a {@link HostPolicy} lets them. Files of this
 * machine are not theirs to read.
 *
 * <p>Control asks it when a stream is written, a host once more when it opens the source, since a name may lead elsewhere by
 * then. Neither sees where a server sends its caller on, nor what a playlist names: FFmpeg follows both by itself.
 *
 * @param hosts where URLs may lead, a listener's own address among it
 */
public record SourcePolicy(HostPolicy hosts) {

    private static final String OPTION = "--allow-source, --allow-private-sources";

    /** Why a source is refused, with nothing secret in it; empty: it is not. */
    public Optional<String> refusal(MediaSource source) {
        return switch (source) {
            case MediaSource.LocalFile _ ->
                Optional.of("a file of the host is no source of a stream: give a URL, testsrc or txt2img");
            case MediaSource.NetworkUrl url -> hosts.refusal(url.url(), OPTION);
            default -> Optional.empty(); // generated, or another stream, which was allowed itself
        };
    }

    /** @throws UserError if a source is refused */
    public void require(MediaSource source) {
        refusal(source).ifPresent(why -> {
            throw new UserError("The source " + source.redacted() + " is refused: " + why);
        });
    }
}
