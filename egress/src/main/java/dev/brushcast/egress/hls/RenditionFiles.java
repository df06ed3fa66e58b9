package dev.brushcast.egress.hls;

import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.playlist.MediaPlaylist;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.egress.timeline.EpochInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A rendition's folder: {@code index.m3u8}, one initialisation segment per epoch, the segments. Names carry the epoch and its
 * start, so that a cache never takes a new file for an old one, and so that two writers of the same epoch choose the same
 * names. A segment is written before the playlist that names it. A live stream's parts are in memory alone. Confined to one thread.
 */
public final class RenditionFiles implements PartSink {

    /** The rendition's playlist. */
    public static final String PLAYLIST = "index.m3u8";

    private final Path folder;
    private final Function<EpochInfo, PlaylistWindow> windows;
    private final RenditionListener listener;
    private final EarlierRun earlier;
    private final LiveRendition live;
    private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
    private @Nullable PlaylistWindow window;
    private @Nullable Initialisation current;
    private boolean discontinuity;
    private boolean left;
    private boolean begun;
    private long startUs;
    private long durationUs;
    private int pictures;

    /**
     * Files in a folder, which is created if need be. The playlist of an earlier run stays until this one has come as far.
     *
     * @param windows how much a playlist keeps, decided by the first epoch
     * @param live where players find the edge of a live stream
     */
    public RenditionFiles(
            Path folder, Function<EpochInfo, PlaylistWindow> windows, LiveRendition live, RenditionListener listener) {
        this(folder, folder, Reached.NOWHERE, windows, live, listener);
    }

    /**
     * As {@link #RenditionFiles(Path, Function, LiveRendition, RenditionListener)}, beside a rendition that may have been there for
     * longer.
     *
     * @param leading the folder of that rendition: where there is no playlist here yet, there is none until this run has come as far as
     *     the one there
     * @param reached how far players have seen the stream: there is no new playlist until this run has come as far
     */
    public RenditionFiles(
            Path folder,
            Path leading,
            Reached reached,
            Function<EpochInfo, PlaylistWindow> windows,
            LiveRendition live,
            RenditionListener listener) {
        this.folder = folder;
        this.windows = windows;
        this.live = live;
        this.listener = listener;
        AtomicFiles.createFolder(folder);
        this.earlier = EarlierRun.in(folder, leading, reached);
    }

    /**
     * Up to where there is output of a stream that goes on in a folder, microseconds since 1970, air time; empty: nothing is there.
     *
     * @param segmentEndUs when a segment ends, microseconds of its capture, by the number of its cell
     */
    public static OptionalLong leftOffUs(Path folder, LongUnaryOperator segmentEndUs) {
        return EarlierRun.endUs(folder, segmentEndUs);
    }

    @Override
    public void begin(Initialisation initialisation) {
        earlier.begin(initialisation.epoch());
        discontinuity = window != null;
        if (window == null) {
            window = windows.apply(initialisation.epoch());
            discontinuity = window.continues();
        }
        window.inParts(initialisation.epoch().live());
        current = initialisation;
        write(map(initialisation.epoch()), initialisation.bytes());
    }

    @Override
    public void part(MuxedPart part) {
        if (left) {
            return; // cut short here: the stream's own segment of this name is longer
        }
        PlaylistWindow to = window;
        Initialisation init = current;
        if (to == null || init == null) {
            throw new IllegalStateException("a part before its initialisation");
        }
        if (!begun) {
            begun = true;
            earlier.goOn(to, name(init.epoch(), part.segment()));
        }
        if (part.number() == 0) {
            startUs = part.startUs();
            durationUs = 0;
            pictures = 0;
            segment.reset();
        }
        segment.writeBytes(part.bytes());
        part.ranges().forEach(range -> to.announce(range, map(init.epoch())));
        durationUs += part.durationUs();
        pictures += part.pictures();
        if (to.inParts()) {
            live.add(to.nextPart(), part.bytes(), part.durationUs());
            to.addPart(part.durationUs(), part.key(), map(init.epoch()), airTime(init.epoch()), discontinuity);
        }
        if (part.last()) {
            segmentEnds(to, init, part);
        } else if (to.inParts() && !earlier.isAheadOf(init.epoch(), part.segment() - 1)) {
            live.show(to.playlist());
        }
    }

    private void segmentEnds(PlaylistWindow to, Initialisation init, MuxedPart last) {
        long index = last.segment();
        EpochInfo epoch = init.epoch();
        String name = name(epoch, index);
        write(name, segment.toByteArray());
        PlaylistEntry entry = new PlaylistEntry(name, durationUs, map(epoch), airTime(epoch), discontinuity);
        discontinuity = false;
        for (String unneeded : to.add(entry)) {
            AtomicFiles.delete(folder.resolve(unneeded));
        }
        boolean named = !earlier.isAheadOf(epoch, index);
        if (named) {
            writePlaylist(to);
        }
        listener.published(init, new WholeSegment(segment.size(), durationUs, pictures, named, last.captions()));
    }

    private Instant airTime(EpochInfo epoch) {
        return Instant.EPOCH.plus(epoch.startUs() + startUs, ChronoUnit.MICROS);
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
        MediaPlaylist playlist = from.playlist();
        write(PLAYLIST, playlist.render().getBytes(StandardCharsets.UTF_8));
        if (playlist.edge() != null) {
            live.show(playlist);
        }
        earlier.remove();
    }

    private static String name(EpochInfo epoch, long index) {
        return String.format(Locale.ROOT, "%s-segment-%05d.m4s", prefix(epoch), index);
    }

    private static String map(EpochInfo epoch) {
        return prefix(epoch) + "-init.mp4";
    }

    private static String prefix(EpochInfo epoch) {
        return "e" + epoch.epoch() + "-" + Long.toString(epoch.startUs(), Character.MAX_RADIX);
    }
}
