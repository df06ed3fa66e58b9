package dev.brushcast.egress.segment;

/**
 * Stretches of a few cells of the grid, counted from the epoch's time 0. What an encoder makes of a picture depends on all that it has
 * had before, so encoders begin anew with each stretch: whoever begins there, whenever that is, makes the very same bytes.
 *
 * @param cells in each
 */
public record Stretch(long cells) {

    /**
     * Whoever takes a stream over makes up to a stretch more than players need, so they are short; a new encoder has to find its quality
     * again, so not too short. 1/90000 s.
     */
    private static final long ABOUT = 10 * 90_000;

    private static final long MOST_CELLS = 5;

    /** For a grid whose boundaries are so far apart, 1/90000 s. */
    public static Stretch of(long cell) {
        return new Stretch(Math.clamp(ABOUT / cell, 1, MOST_CELLS));
    }

    /** The first cell of the stretch that a cell lies in. */
    public long firstCell(long cell) {
        return Math.floorDiv(cell, cells) * cells;
    }
}
