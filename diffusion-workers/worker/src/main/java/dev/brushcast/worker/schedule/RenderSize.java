package dev.brushcast.worker.schedule;

import dev.brushcast.engine.PictureSize;
import java.util.List;

/** How large pictures are rendered that need not be rendered at full size. */
public final class RenderSize {

    /** Percent of each side, falling: 56 and 25 percent of the pixels. Each is a batch of its own and must be measured, so they are few. */
    private static final List<Integer> SMALLER = List.of(75, 50);

    private static final double PERCENT = 100;

    private RenderSize() {}

    /**
     * The sizes that will do, percent of each side.
     *
     * @param smallest of them, the smallest that there is if it is smaller; 0: none
     */
    public static List<Integer> smaller(int smallest) {
        int least = Math.max(smallest, SMALLER.getLast());
        return SMALLER.stream()
                .filter(percent -> smallest > 0 && percent >= least)
                .toList();
    }

    /** So much of each side, to the next multiple that the model takes. */
    public static PictureSize of(PictureSize full, int percent, int multiple) {
        return new PictureSize(side(full.width(), percent, multiple), side(full.height(), percent, multiple));
    }

    private static int side(int full, int percent, int multiple) {
        int multiples = (int) Math.round(full * percent / PERCENT / multiple);
        return multiple * Math.max(1, multiples);
    }
}
