package dev.brushcast.egress.hls;

import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;
import dev.brushcast.egress.rendition.SegmentSink;
import dev.brushcast.egress.timeline.EpochInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rendition's folder: {@code index.m3u8}, one initialisation segment per epoch, the segments. Names carry the epoch and its
 * start, so that a cache never takes a new file for an old one, and so that two writers of the same epoch choose the same
 * names. A segment is written before the playlist that names it. Confined to one thread.
 */
public final class RenditionFiles implements SegmentSink {

    /** The rendition's playlist. */
    public static final String PLAYLIST = "index.m3u8";

    private final Path folder;
    private final Function<EpochInfo, PlaylistWindow> windows;
    private final RenditionListener listener;
    private final EarlierRun earlier;
    private @Nullable PlaylistWindow window;
    private @Nullable Initialisation current;
    private boolean discontinuity;
    private boolean left;

    /**
     * Files in a folder, which is created if need be. The playlist of an earlier run stays until this one has come as far.
     *
     * @param windows how much a playlist keeps, decided by the first epoch
     */
    public RenditionFiles(Path folder, Function<EpochInfo, PlaylistWindow> windows, RenditionListener listener) {
        this.folder = folder;
        this.windows = windows;
        this.listener = listener;
        AtomicFiles.createFolder(folder);
        this.earlier = EarlierRun.in(folder);
    }

    @Override
    public void begin(Initialisation initialisation) {
        earlier.begin(initialisation.epoch());
        discontinuity = window != null;
        if (window == null) {
            window = windows.apply(initialisation.epoch());
            discontinuity = window.continues();
        }
        current = initialisation;
        write(map(initialisation.epoch()), initialisation.bytes());
    }

    @Override
    public void segment(MuxedSegment segment) {
        if (left) {
            return; // cut short here: the stream's own segment of this name is longer
        }
        PlaylistWindow to = window;
        Initialisation init = current;
        if (to == null || init == null) {
            throw new IllegalStateException("a segment before its initialisation");
        }
        EpochInfo epoch = init.epoch();
        String name = String.format(Locale.ROOT, "%s-segment-%05d.m4s", prefix(epoch), segment.index());
        write(name, segment.bytes());
        Instant airTime = Instant.EPOCH.plus(epoch.startUs() + segment.startUs(), ChronoUnit.MICROS);
        PlaylistEntry entry = new PlaylistEntry(name, segment.durationUs(), map(epoch), airTime, discontinuity);
        discontinuity = false;
        for (String unneeded : to.add(entry)) {
            AtomicFiles.delete(folder.resolve(unneeded));
        }
        if (!earlier.isAheadOf(epoch, segment.index())) {
            writePlaylist(to);
        }
        listener.published(init, segment);
    }

    @Override
    public void epochEnded() {}

    @Override
    public void leave() {
        left = true;
    }

    @Override
    public void end() {
        if (window != null && !left) {
            window.end();
            writePlaylist(window);
        }
    }

    @Override
    public void close() {
        // no file is open between calls
    }

    private void write(String name, byte[] bytes) {
        AtomicFiles.write(folder.resolve(name), bytes);
        earlier.written(name);
    }

    private void writePlaylist(PlaylistWindow from) {
        write(PLAYLIST, from.playlist().render().getBytes(StandardCharsets.UTF_8));
        earlier.remove();
    }

    private static String map(EpochInfo epoch) {
        return prefix(epoch) + "-init.mp4";
    }

    private static String prefix(EpochInfo epoch) {
        return "e" + epoch.epoch() + "-" + Long.toString(epoch.startUs(), Character.MAX_RADIX);
    }
}
