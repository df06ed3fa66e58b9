package dev.brushcast.worker.schedule;

import java.util.Comparator;

/**
 * What is saved while there is more to do than time, by all streams that allow it alike.
 *
 * @param mostSteps of denoising; {@link Integer#MAX_VALUE}: as many as are asked for
 * @param percent of each side of the pictures, 1 to 100
 */
public record Economy(int mostSteps, int percent) implements Comparable<Economy> {

    /** Full size. */
    public static final int FULL = 100;

    /** Nothing is saved. */
    public static final Economy NONE = new Economy(Integer.MAX_VALUE, FULL);

    private static final Comparator<Economy> BY_WHAT_IS_LEFT =
            Comparator.comparingInt(Economy::percent).thenComparingInt(Economy::mostSteps);

    /** The less is saved, the larger. */
    @Override
    public int compareTo(Economy other) {
        return BY_WHAT_IS_LEFT.compare(this, other);
    }
}
