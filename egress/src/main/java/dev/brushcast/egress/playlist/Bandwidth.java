package dev.brushcast.egress.playlist;

/** Measures what a rendition needs, segment by segment. Confined to one thread. */
public final class Bandwidth {

    /** A segment shorter than this says nothing about the rate: the last one of a stream may hold a single picture. */
    private static final long SHORTEST_US = 500_000;

    private long bytes;
    private long durationUs;
    private long peak;

    /** A segment of so many bytes and microseconds. */
    public void add(long segmentBytes, long segmentUs) {
        bytes += segmentBytes;
        durationUs += segmentUs;
        if (segmentUs >= SHORTEST_US) {
            peak = Math.max(peak, rate(segmentBytes, segmentUs));
        }
    }

    /** Bits per second of the largest segment. */
    public long peak() {
        return Math.max(peak, average());
    }

    /** Bits per second over all segments. */
    public long average() {
        return durationUs == 0 ? 0 : rate(bytes, durationUs);
    }

    private static long rate(long bytes, long us) {
        return Math.ceilDiv(bytes * 8_000_000, us);
    }
}
