package dev.brushcast.egress.rendition;

/** Microseconds and the output's 1/90000 s. */
public final class Ticks {

    public static final int PER_SECOND = 90_000;

    private Ticks() {}

    /** To the nearest tick: frame rates whose periods are whole ticks come out even, whatever microseconds rounded. */
    public static long ofUs(long us) {
        return Math.floorDiv(us * 9 + 50, 100);
    }

    /** To the nearest microsecond. */
    public static long toUs(long ticks) {
        return Math.floorDiv(ticks * 100 + 4, 9);
    }
}
