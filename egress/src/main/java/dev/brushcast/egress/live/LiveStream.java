package dev.brushcast.egress.live;

import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.playlist.RenditionReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A stream's renditions by their names, which are also their folders'. Safe for use by several threads. */
public final class LiveStream {

    private final Map<String, Member> renditions = new ConcurrentSkipListMap<>();

    private volatile @Nullable MultivariantPlaylist multivariant;

    private record Member(LiveRendition rendition, boolean alone) {}

    /** A rendition that the stream's multivariant playlist names, made where it is not there yet. */
    public LiveRendition rendition(String name) {
        return member(name, false);
    }

    /** A rendition that it does not name: nothing is reported on it, nor to it. */
    public LiveRendition alone(String name) {
        return member(name, true);
    }

    private LiveRendition member(String name, boolean alone) {
        return renditions
                .computeIfAbsent(name, _ -> new Member(new LiveRendition(), alone))
                .rendition();
    }

    /** What the multivariant playlist says now, of this stream alone. */
    public void show(MultivariantPlaylist playlist) {
        multivariant = playlist;
    }

    /** The multivariant playlist; empty until this run has written it. */
    public Optional<MultivariantPlaylist> multivariant() {
        return Optional.ofNullable(multivariant);
    }

    /** A rendition that has a playlist to show. */
    public Optional<LiveRendition> shown(String name) {
        return Optional.ofNullable(renditions.get(name))
                .map(Member::rendition)
                .filter(rendition -> rendition.playlist().isPresent());
    }

    /** Whether the stream's multivariant playlist names a rendition. */
    public boolean isNamed(String name) {
        Member member = renditions.get(name);
        return member != null && !member.alone();
    }

    /**
     * What a rendition's playlist says of the others that are played with it.
     *
     * @param playlistName of each playlist in its rendition's folder
     */
    public List<RenditionReport> reports(String name, String playlistName) {
        Member asked = renditions.get(name);
        if (asked == null || asked.alone()) {
            return List.of();
        }
        return renditions.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(name) && !other.getValue().alone())
                .flatMap(other -> other.getValue().rendition().playlist().stream()
                        .filter(playlist -> !playlist.ended())
                        .map(playlist -> RenditionReport.of("../" + other.getKey() + "/" + playlistName, playlist)))
                .toList();
    }
}
