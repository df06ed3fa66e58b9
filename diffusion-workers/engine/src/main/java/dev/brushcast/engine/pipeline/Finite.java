package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.RenderedFrame;

/** Tells values that are no numbers, which would come out as black pictures. */
public final class Finite {

    /** For counting. */
    static final String REASON = "not-finite";

    private Finite() {}

    /** Whether there is no NaN and no infinity among values. */
    public static boolean all(float[] values) {
        // Any of them times 0 is NaN, and a sum stays it; several sums, so that none waits for the one before.
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            one += values[i] * 0;
            two += values[i + 1] * 0;
            three += values[i + 2] * 0;
            four += values[i + 3] * 0;
        }
        for (; i < values.length; i++) {
            one += values[i] * 0;
        }
        return one + two + three + four == 0;
    }

    /** @param network that puts them out */
    public static RenderedFrame.Failed failure(String network) {
        return new RenderedFrame.Failed(
                REASON,
                "the model's " + network + " puts out NaN or infinity: export it again, in single precision if it was"
                        + " in half, and look at it with brushcast model check");
    }
}
