package dev.brushcast.egress.hls;

/**
 * How far players have seen a stream: no playlist is shown before it has come as far, whoever wrote the one before.
 *
 * @param epoch of the segment
 * @param segment the last whole one, by the number of its cell
 */
public record Reached(long epoch, long segment) {

    /** There was nothing to see. */
    public static final Reached NOWHERE = new Reached(Long.MIN_VALUE, Long.MIN_VALUE);

    /** True where a segment comes before it. */
    boolean isBeyond(long otherEpoch, long otherSegment) {
        return otherEpoch < epoch || (otherEpoch == epoch && otherSegment < segment);
    }
}
