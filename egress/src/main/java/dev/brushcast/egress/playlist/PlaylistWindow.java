package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which segments a media playlist names now, and which files nobody needs any more. A recording keeps all of them; an endless
 * stream keeps a window, and the files of segments that have left it for as long again, since a player that read the playlist
 * just before may still ask for them. Confined to one thread.
 */
public final class PlaylistWindow {

    /** Fewer would leave a player nothing to buffer. */
    private static final int FEWEST_SEGMENTS = 6;

    private static final long ALL = Long.MAX_VALUE;

    private final int targetSeconds;
    private final long windowUs;
    private final Deque<PlaylistEntry> shown = new ArrayDeque<>();
    private final Deque<PlaylistEntry> left = new ArrayDeque<>();
    private long shownUs;
    private long leftUs;
    private long mediaSequence;
    private long discontinuitySequence;
    private final AnnouncedRanges ranges = new AnnouncedRanges();
    private final List<PlaylistPart> openParts = new ArrayList<>();
    private LiveEdge.@Nullable Open open;
    private long partTargetUs;
    private boolean inParts;
    private boolean continues;
    private boolean anyLeft;
    private boolean ended;

    private PlaylistWindow(int targetSeconds, long windowUs) {
        this.targetSeconds = targetSeconds;
        this.windowUs = windowUs;
    }

    /** A playlist that keeps all its segments. */
    public static PlaylistWindow everything(int targetSeconds) {
        return new PlaylistWindow(targetSeconds, ALL);
    }

    /** A playlist that keeps the newest segments, {@code windowUs} microseconds of them and never fewer than six. */
    public static PlaylistWindow newest(int targetSeconds, long windowUs) {
        return new PlaylistWindow(targetSeconds, windowUs);
    }

    /** The same for a stream that was put out before, whose numbers go on. */
    public PlaylistWindow from(PlaylistNumbers start) {
        mediaSequence = start.mediaSequence();
        discontinuitySequence = start.discontinuitySequence();
        continues = start.continues();
        return this;
    }

    /** The same for players that follow the edge: parts last no longer than this, microseconds. */
    public PlaylistWindow withEdge(long newPartTargetUs) {
        partTargetUs = newPartTargetUs;
        return this;
    }

    /** True when players follow its edge. */
    public boolean hasEdge() {
        return partTargetUs > 0;
    }

    /** From here on segments come in parts, or in one piece. */
    public void inParts(boolean parts) {
        inParts = hasEdge() && parts;
    }

    /** True when segments come in parts. */
    public boolean inParts() {
        return inParts;
    }

    /**
     * Uri of the part that comes next. It has the numbers of its segment and of itself, and not its epoch's name as files have: it is
     * known before the next epoch is.
     */
    public String nextPart() {
        return "part-" + (mediaSequence + shown.size()) + "-" + openParts.size() + ".m4s";
    }

    /**
     * Adds the part that comes next to the segment that is being made.
     *
     * @param durationUs microseconds
     * @param independent true: it begins with a key picture, or has none
     * @param map uri of the initialisation segment it needs
     * @param airTime when the segment's first picture was taken
     * @param discontinuity true: times, sizes or codecs begin anew with the segment
     */
    public void addPart(long durationUs, boolean independent, String map, Instant airTime, boolean discontinuity) {
        openParts.add(new PlaylistPart(nextPart(), durationUs, independent));
        open = new LiveEdge.Open(map, airTime, discontinuity, openParts);
    }

    /**
     * Says a range of time, from now on and for as long as the playlist reaches back to its end and has segments of its epoch.
     *
     * @param map uri of the initialisation segment of its epoch
     */
    public void announce(DateRange range, String map) {
        ranges.add(range, map);
    }

    /** True when the first segment follows on others of the stream. */
    public boolean continues() {
        return continues;
    }

    /**
     * Adds a segment, of the parts that were added since the one before; returns the files that may be deleted now, initialisation
     * segments included.
     */
    public List<String> add(PlaylistEntry segment) {
        PlaylistEntry entry = segment.withParts(openParts);
        openParts.clear();
        open = null;
        shown.add(entry);
        shownUs += entry.durationUs();
        while (windowUs != ALL
                && shown.size() > FEWEST_SEGMENTS
                && shownUs - shown.getFirst().durationUs() >= windowUs) {
            leave(shown.remove());
        }
        ranges.forgetBefore(shown.getFirst().airTime(), map -> mapped(map, shown.iterator()));
        return expired();
    }

    /**
     * Goes on with what an earlier run's playlist names before the first segment here, where it counts as this one does and nothing
     * is missing between; before the first {@link #add}.
     *
     * @param first uri of the first segment here
     * @return the segments that are named again
     */
    public List<PlaylistEntry> goOnFrom(MediaPlaylist earlier, String first) {
        long before = mediaSequence - earlier.mediaSequence();
        if (windowUs == ALL
                || !shown.isEmpty()
                || before < 1
                || before > earlier.entries().size()) {
            return List.of();
        }
        List<PlaylistEntry> named = earlier.entries().subList(0, (int) before);
        boolean meets = before == earlier.entries().size()
                || earlier.entries().get((int) before).uri().equals(first);
        long discontinuities = earlier.discontinuitySequence()
                + named.stream().filter(PlaylistEntry::discontinuity).count();
        if (!meets || discontinuities != discontinuitySequence || targetSeconds != earlier.targetSeconds()) {
            return List.of();
        }
        shown.addAll(named);
        shownUs += named.stream().mapToLong(PlaylistEntry::durationUs).sum();
        mediaSequence = earlier.mediaSequence();
        discontinuitySequence = earlier.discontinuitySequence();
        earlier.ranges().forEach(range -> ranges.add(range, mapAt(range.start(), named)));
        return named;
    }

    /** The initialisation segment of what was on air then. */
    private static String mapAt(Instant time, List<PlaylistEntry> entries) {
        String map = entries.getFirst().map();
        for (PlaylistEntry entry : entries) {
            if (!entry.airTime().isAfter(time)) {
                map = entry.map();
            }
        }
        return map;
    }

    /** Nothing follows. */
    public void end() {
        ended = true;
    }

    /** The playlist as it is now. */
    public MediaPlaylist playlist() {
        return new MediaPlaylist(
                kind(),
                targetSeconds,
                mediaSequence,
                discontinuitySequence,
                List.copyOf(shown),
                ended,
                edge(),
                ranges.said());
    }

    private @Nullable LiveEdge edge() {
        if (!hasEdge()) {
            return null;
        }
        return ended
                ? new LiveEdge(partTargetUs, null, null)
                : new LiveEdge(partTargetUs, open, inParts ? nextPart() : null);
    }

    private MediaPlaylist.Kind kind() {
        if (ended && !anyLeft) {
            return MediaPlaylist.Kind.VOD;
        }
        return windowUs == ALL ? MediaPlaylist.Kind.EVENT : MediaPlaylist.Kind.SLIDING;
    }

    private void leave(PlaylistEntry entry) {
        shownUs -= entry.durationUs();
        left.add(entry);
        leftUs += entry.durationUs();
        mediaSequence++;
        anyLeft = true;
        if (entry.discontinuity()) {
            discontinuitySequence++;
        }
    }

    private List<String> expired() {
        List<String> files = new ArrayList<>();
        while (!left.isEmpty() && leftUs - left.getFirst().durationUs() >= windowUs) {
            PlaylistEntry entry = left.remove();
            leftUs -= entry.durationUs();
            files.add(entry.uri());
            if (!stillMapped(entry.map())) {
                files.add(entry.map());
            }
        }
        return files;
    }

    private boolean stillMapped(String map) {
        return mapped(map, left.iterator()) || mapped(map, shown.iterator());
    }

    private static boolean mapped(String map, Iterator<PlaylistEntry> entries) {
        while (entries.hasNext()) {
            if (entries.next().map().equals(map)) {
                return true;
            }
        }
        return false;
    }
}
