package dev.brushcast.egress.rendition;

/** Microseconds and the output's 1/90000 s. */
public final class Ticks {

    public static final int PER_SECOND = 90_000;

    private Ticks() {}

    /** To the nearest tick: frame rates whose periods are whole ticks come out even, whatever microseconds rounded. */
    public static long ofUs(long us) {
        return Math.floorDiv(us * 9 + 50, 100);
    }

    /** The first microsecond that is nearest to a tick: frames from there on are at it or later. */
    public static long firstUs(long ticks) {
        return Math.ceilDiv(ticks * 100 - 50, 9);
    }

    /** To the nearest microsecond. */
    public static long toUs(long ticks) {
        return Math.floorDiv(ticks * 100 + 4, 9);
    }
}
