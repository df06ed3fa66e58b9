package dev.brushcast.egress.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the source frames: each is in exactly one of the counts.
 *
 * @param styled rendered
 * @param reused the picture before was shown again, for speed
 * @param passthrough the source's own picture was shown
 * @param held the picture before was shown again because there was none for the frame, by reason
 * @param dropped not in the output, by cause
 */
public record FrameCounts(
        long styled, Reused reused, long passthrough, Map<String, Long> held, Map<String, Long> dropped) {

    /** Nothing yet. */
    public static final FrameCounts NONE = new FrameCounts(0, new Reused(0, 0), 0, Map.of(), Map.of());

    /**
     * Frames that show the picture before on purpose.
     *
     * @param similar because the two look alike
     * @param late because their own would have come too late
     */
    public record Reused(long similar, long late) {}

    public FrameCounts {
        held = Map.copyOf(held);
        dropped = Map.copyOf(dropped);
    }

    /** With frames that were read and never came to be put out. */
    public FrameCounts andDropped(String cause, long count) {
        if (count <= 0) {
            return this;
        }
        Map<String, Long> more = new TreeMap<>(dropped);
        more.merge(cause, count, Long::sum);
        return new FrameCounts(styled, reused, passthrough, held, more);
    }

    /** Source frames. */
    public long in() {
        return out() + sum(dropped);
    }

    /** Frames in the output. */
    public long out() {
        return styled + reused.similar() + reused.late() + passthrough + sum(held);
    }

    /** Held frames by reason, in the order of the reasons. */
    public Map<String, Long> heldInOrder() {
        return new TreeMap<>(held);
    }

    /** Dropped frames by cause, in the order of the causes. */
    public Map<String, Long> droppedInOrder() {
        return new TreeMap<>(dropped);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
