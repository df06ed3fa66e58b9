package dev.brushcast.egress.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides where segments begin. Segment boundaries lie on a grid of the epoch's own time, not relative to the cut before: any
 * egress that sees the same frames, whenever it began, cuts at the same frames.
 *
 * <p>A segment begins with the first frame in a cell of the grid. Where frames are so far apart that a segment would become
 * longer than a playlist allows, the picture is shown again at cell boundaries in between (a fill). Times are in units of
 * 1/90000 s. Confined to one thread.
 */
public final class SegmentGrid {

    private static final long NONE = Long.MIN_VALUE;

    private final long cell;
    private final long longest;
    private long segmentStart = NONE;

    /**
     * A grid.
     *
     * @param cell distance of the boundaries
     * @param longest the most that a segment may last, more than {@code cell}
     */
    public SegmentGrid(long cell, long longest) {
        if (cell < 1 || longest <= cell) {
            throw new IllegalArgumentException("cells of " + cell + " and segments of up to " + longest);
        }
        this.cell = cell;
        this.longest = longest;
    }

    /**
     * What comes before and with a frame.
     *
     * @param fills times at which the picture before is to be shown again, each beginning a segment
     * @param cut true: the frame begins a segment
     */
    public record Step(List<Long> fills, boolean cut) {}

    /** The next frame, at a time later than the one before. */
    public Step frame(long pts) {
        if (segmentStart == NONE) {
            segmentStart = pts;
            return new Step(List.of(), true);
        }
        List<Long> fills = fillsUntil(pts);
        while (cellOf(pts) > cellOf(segmentStart) + 1) { // a cell without a frame of its own is a segment all the same
            fills.add(nextCell());
        }
        boolean cut = cellOf(pts) > cellOf(segmentStart);
        if (cut) {
            segmentStart = pts;
        }
        return new Step(fills, cut);
    }

    /** The end of the epoch, where the last picture or sound ends: the fills before it. */
    public List<Long> end(long pts) {
        return segmentStart == NONE ? List.of() : fillsUntil(pts);
    }

    private List<Long> fillsUntil(long pts) {
        List<Long> fills = new ArrayList<>();
        while (pts - segmentStart > longest) {
            fills.add(nextCell());
        }
        return fills;
    }

    private long nextCell() {
        segmentStart = (cellOf(segmentStart) + 1) * cell;
        return segmentStart;
    }

    /** The number of the cell that a time lies in, which is that of its segment: the same whoever cuts, and from where on. */
    public long cellOf(long pts) {
        return Math.floorDiv(pts, cell);
    }
}
