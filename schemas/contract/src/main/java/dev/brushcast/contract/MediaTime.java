package dev.brushcast.contract;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.math.BigInteger;

/**
 * Media time: when a frame or sample was or would have been live, in microseconds since 1970. It is the start of the
 * epoch on the wall clock plus the presentation time in the epoch, and does not change when a recording is replayed.
 */
public final class MediaTime {

    private static final long US_PER_MS = 1_000;
    private static final BigInteger US_PER_S = BigInteger.valueOf(1_000_000);

    private MediaTime() {}

    /** Media time in µs of a frame of a chunk. */
    public static long of(VideoChunk chunk, VideoFrame frame) {
        return of(chunk.getEpochStartUs(), frame.getPtsUs());
    }

    /**
     * Media time in µs.
     *
     * @param epochStartUs wall clock at presentation time 0 of the epoch, µs since 1970
     * @param ptsUs presentation time in the epoch, µs
     */
    public static long of(long epochStartUs, long ptsUs) {
        return epochStartUs + ptsUs;
    }

    /** The record timestamp that stands for a media time: ms since 1970, rounded down. */
    public static long toRecordTimestamp(long mediaTimeUs) {
        return Math.floorDiv(mediaTimeUs, US_PER_MS);
    }

    /** The media time in µs at which a record timestamp of ms begins. */
    public static long ofRecordTimestamp(long timestampMs) {
        return timestampMs * US_PER_MS;
    }

    /**
     * A count of time-base units in µs, rounded down. Exact for any count whose result fits.
     *
     * @param ticks units, may be negative
     * @param timeBaseNum the unit in seconds, numerator
     * @param timeBaseDen the unit in seconds, denominator, at least 1
     * @throws ArithmeticException when the result does not fit 64 bits
     */
    public static long ticksToUs(long ticks, int timeBaseNum, int timeBaseDen) {
        BigInteger scaled = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(timeBaseNum))
                .multiply(US_PER_S);
        return floorDiv(scaled, BigInteger.valueOf(timeBaseDen)).longValueExact();
    }

    private static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
