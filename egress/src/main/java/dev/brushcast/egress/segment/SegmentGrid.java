package dev.brushcast.egress.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Decides where segments and their parts begin. Segment boundaries lie on a grid of the epoch's own time, not relative to the cut
 * before, and parts are counted from their segment's first frame: any egress that sees the same frames, whenever it began, cuts at
 * the same frames.
 *
 * <p>Where decoding is to begin within a segment (a splice), a part begins with the first frame there, and with a key picture. A
 * part that ends there before it is long enough must begin with one too (RFC 8216bis, 4.4.4.9); where it has begun without, because the
 * splice was not known by then, the cut waits until it is long enough. A segment never begins there: its number is that of its cell.
 *
 * <p>A segment begins with the first frame in a cell of the grid. A part takes frames for as long as they end within the longest
 * that a part may last. Where a frame is shown for longer than a part or a segment may last, the picture is shown again in between
 * (a fill): where the part is full or at the cell's boundary, whichever comes first. Times are in units of 1/90000 s. Confined to
 * one thread.
 */
public final class SegmentGrid {

    private static final long NONE = Long.MIN_VALUE;

    /** A part that is shorter than this share of the longest must be the last of its segment (RFC 8216bis, 4.4.4.9). */
    private static final double SHORTEST_PART = 0.85;

    private final long cell;
    private final Stretch stretch;
    private final long longest;
    private final long part;
    private long segmentStart = NONE;
    private long partStart = NONE;
    private boolean keyPart;
    private final TreeSet<Long> splices = new TreeSet<>();

    private SegmentGrid(long cell, long longest, long part) {
        if (cell < 1 || longest <= cell || part < 1) {
            throw new IllegalArgumentException(
                    "cells of " + cell + ", segments of up to " + longest + " and parts of up to " + part);
        }
        this.cell = cell;
        this.stretch = Stretch.of(cell);
        this.longest = longest;
        this.part = part;
    }

    /**
     * A grid of segments of one part each.
     *
     * @param cell distance of the boundaries
     * @param longest the most that a segment may last, more than {@code cell}
     */
    public static SegmentGrid whole(long cell, long longest) {
        return new SegmentGrid(cell, longest, Long.MAX_VALUE / 4);
    }

    /**
     * A grid of segments in parts.
     *
     * @param cell distance of the boundaries
     * @param longest the most that a segment may last, more than {@code cell}
     * @param part the most that a part may last, at most {@code cell}
     */
    public static SegmentGrid inParts(long cell, long longest, long part) {
        if (part > cell) {
            throw new IllegalArgumentException("parts of up to " + part + " in cells of " + cell);
        }
        return new SegmentGrid(cell, longest, part);
    }

    /** Decoding is to begin with the first frame at or after a time, unless that has passed. */
    public void cutAt(long pts) {
        splices.add(pts);
    }

    /** A picture that is shown again, and what it begins. */
    public record Fill(long pts, Cut cut) {}

    /**
     * What comes before and with a frame.
     *
     * @param fills when the picture before is to be shown again
     * @param cut what the frame begins
     */
    public record Step(List<Fill> fills, Cut cut) {}

    /**
     * The next frame.
     *
     * @param pts later than that of the one before
     * @param duration as its source says; how long it is shown is known with the next one
     */
    public Step frame(long pts, long duration) {
        if (segmentStart == NONE) {
            return new Step(List.of(), passed(pts, begin(pts, Cut.SEGMENT)));
        }
        List<Fill> fills = fillsUntil(pts);
        while (cellOf(pts) > cellOf(segmentStart) + 1) { // a cell without a frame of its own is a segment all the same
            fills.add(fill(nextCell(), Cut.SEGMENT));
        }
        if (cellOf(pts) > cellOf(segmentStart)) {
            return new Step(fills, passed(pts, begin(pts, Cut.SEGMENT)));
        }
        boolean longEnough = pts - partStart >= shortestPart();
        if ((longEnough || keyPart) && !splices.isEmpty() && splices.first() <= pts) {
            return new Step(fills, passed(pts, begin(pts, Cut.KEY_PART)));
        }
        boolean full = pts + duration - partStart > part && longEnough;
        return new Step(fills, full ? begin(pts, partEndsEarly(pts) ? Cut.KEY_PART : Cut.PART) : Cut.NONE);
    }

    private double shortestPart() {
        return inParts() ? SHORTEST_PART * part : 0;
    }

    private boolean inParts() {
        return part <= cell;
    }

    /** Whether a part that begins there ends at a splice before it is long enough. */
    private boolean partEndsEarly(long pts) {
        Long splice = splices.higher(pts);
        return splice != null && splice < nextCell() && splice - pts < shortestPart();
    }

    private Cut passed(long pts, Cut cut) {
        splices.headSet(pts, true).clear();
        return cut;
    }

    /** The end of the epoch, where the last picture or sound ends: the fills before it. */
    public List<Fill> end(long pts) {
        return segmentStart == NONE ? List.of() : fillsUntil(pts);
    }

    /**
     * The picture is held: it is shown again where a part is full, and at each boundary that lies before a time. So each cell
     * that is begun is a segment, whatever was before.
     */
    public List<Fill> hold(long until) {
        List<Fill> fills = new ArrayList<>();
        while (segmentStart != NONE && Math.min(partStart + part, nextCell()) < until) {
            long full = partStart + part;
            fills.add(full < nextCell() ? fill(full, Cut.PART) : fill(nextCell(), Cut.SEGMENT));
        }
        return fills;
    }

    private List<Fill> fillsUntil(long pts) {
        List<Fill> fills = new ArrayList<>();
        while (pts - partStart > part || pts - segmentStart > longest) {
            long next = partStart + part;
            fills.add(next < nextCell() ? fill(next, Cut.PART) : fill(nextCell(), Cut.SEGMENT));
        }
        return fills;
    }

    private Fill fill(long pts, Cut cut) {
        return new Fill(pts, begin(pts, cut));
    }

    private Cut begin(long pts, Cut cut) {
        partStart = pts;
        keyPart = cut.isKey();
        if (cut == Cut.SEGMENT) {
            segmentStart = pts;
        }
        return cut;
    }

    /** True where encoders begin anew between a segment and a later one, by their cells. */
    public boolean isNewStretch(long segment, long later) {
        return stretch.firstCell(segment) != stretch.firstCell(later);
    }

    private long nextCell() {
        return (cellOf(segmentStart) + 1) * cell;
    }

    /** The number of the cell that a time lies in, which is that of its segment: the same whoever cuts, and from where on. */
    public long cellOf(long pts) {
        return Math.floorDiv(pts, cell);
    }
}
