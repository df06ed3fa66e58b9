package dev.brushcast.egress.app;

import dev.brushcast.egress.hls.Reached;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Rendition.Position;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import java.time.Duration;

/**
 * How renditions are cut, the same for all of a stream.
 *
 * @param segment how long a segment lasts, about
 * @param part the most that a part of a live segment lasts, about
 * @param window how much of an endless stream playlists keep
 * @param numbers where those of playlists begin
 */
record Segmentation(Duration segment, Duration part, Duration window, PlaylistNumbers numbers) {

    /** Frame times are rounded, twice: so much longer a part may become. */
    private static final long PART_ROUNDING = Ticks.PER_SECOND / 1000;

    /** A segment may last until its duration would be rounded to more than the target. */
    private static final double ROUNDING = 0.49;

    /** Distance of the boundaries, 1/90000 s. */
    static long cell(Duration segment) {
        return segment.toNanos() * Ticks.PER_SECOND / 1_000_000_000;
    }

    /** A new grid: of parts, where players follow a live edge. */
    SegmentGrid grid(EpochInfo epoch) {
        long longest = (long) ((targetSeconds() + ROUNDING) * Ticks.PER_SECOND);
        return epoch.live()
                ? SegmentGrid.inParts(cell(segment), longest, longestPart())
                : SegmentGrid.whole(cell(segment), longest);
    }

    private long longestPart() {
        return Math.min(cell(segment), cell(part) + PART_ROUNDING);
    }

    /**
     * What EXT-X-TARGETDURATION says, never to be changed. A segment lasts up to one frame longer than its cell of the grid: for
     * frames of up to half a second the cell rounded up is enough, and where they are longer, pictures are repeated.
     */
    int targetSeconds() {
        return (int) Math.ceil(segment.toNanos() / 1e9);
    }

    /** The last segment that is whole where a stream has come so far. */
    Reached lastWhole(Position come) {
        return new Reached(come.epoch(), Math.floorDiv(Ticks.ofUs(come.ptsUs()), cell(segment)) - 1);
    }

    /** A new window: all of a recording, the newest part of an endless stream. */
    PlaylistWindow window(EpochInfo epoch) {
        PlaylistWindow empty = epoch.live()
                ? PlaylistWindow.newest(targetSeconds(), window.toNanos() / 1000)
                        .withEdge(Ticks.toUs(longestPart()))
                : PlaylistWindow.everything(targetSeconds());
        return empty.from(numbers);
    }
}
