package dev.brushcast.ingest.restream;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.ingest.capture.GapCause;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of one capture, each told of once: as it is, or in a gap. What nobody has told of when a later one comes is missing.
 * Used by one thread.
 */
final class FrameCoverage {

    private String cause;
    private long next;
    private List<FrameGap> gaps = new ArrayList<>();

    /** Of a capture whose first frames are missing for this reason, if they are; those that are missing later are lost. */
    FrameCoverage(GapCause beforeFirst) {
        this.cause = beforeFirst.label();
    }

    /** A frame is there; false: it was told of before. */
    boolean has(long number) {
        if (number < next) {
            return false;
        }
        reach(number);
        next = number + 1;
        return true;
    }

    /** Frames are not passed on. */
    void lacks(long first, long count, String why) {
        long from = Math.max(first, next);
        long end = first + count;
        if (from < end) {
            if (from > next) {
                reach(from);
            }
            add(from, end - from, why);
            next = end;
            cause = GapCause.LOST.label();
        }
    }

    private void reach(long number) {
        if (number > next) {
            add(next, number - next, cause);
        }
        cause = GapCause.LOST.label();
    }

    private void add(long first, long count, String why) {
        FrameGap last = gaps.isEmpty() ? null : gaps.getLast();
        boolean goesOn = last != null
                && last.getCause().equals(why)
                && last.getFirstFrame() + last.getCount() == first
                && last.getCount() + count <= Bounds.MAX_MISSING_FRAMES;
        if (last != null && goesOn) {
            gaps.set(gaps.size() - 1, new FrameGap(last.getFirstFrame(), last.getCount() + count, why));
            return;
        }
        long begin = first;
        for (long left = count; left > 0; left -= Bounds.MAX_MISSING_FRAMES) {
            gaps.add(new FrameGap(begin, Math.min(left, Bounds.MAX_MISSING_FRAMES), why));
            begin += Bounds.MAX_MISSING_FRAMES;
        }
    }

    /** The gaps that wait for a chunk, which takes them. */
    List<FrameGap> take() {
        List<FrameGap> taken = gaps;
        gaps = new ArrayList<>();
        return taken;
    }
}
