package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.replay.ReplaySource;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.MediaSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stream's recording, and how much of it. */
public final class RecordedOptions {

    @Option(names = "--stream", required = true, paramLabel = "ID", description = "The stream whose recording it is.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    String stream;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "Which of its captures. Default: the newest, or those that --from and --to reach over.")
    @Nullable
    Long epoch;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From when on: a time as 2026-05-01T18:30:00Z, or seconds after the capture's start.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Up to when. Default: as far as it is recorded.")
    @Nullable
    String to;

    /** The stream's id. */
    public String stream() {
        return stream;
    }

    /**
     * Looks whether this can be a part of a recording; nothing is connected.
     *
     * @param speed 1.0 as it plays, {@code max} as fast as it can be taken
     * @throws dev.brushcast.contract.InvalidStreamAddressException if there can be no such stream
     * @throws dev.brushcast.media.MediaException if there can be no such part
     */
    public MediaSource source(String speed) {
        StreamAddress _ = new StreamAddress(stream, 0);
        return new ReplaySource(stream, epoch, from, to, speed).source();
    }

    /**
     * The stream's newest capture, which says in which slot it is.
     *
     * @throws UserError if there is none
     */
    public EpochStart newest(StreamDirectory directory) {
        return directory
                .newestCapture(stream)
                .orElseThrow(() -> new UserError("There is no stream " + stream + ": nothing of it has been taken in"));
    }
}
