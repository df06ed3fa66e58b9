package dev.brushcast.engine.denoise;

import dev.brushcast.engine.Style.Guidance;

/** Which predictions a step's guidance needs. */
final class GuidanceRule {

    private GuidanceRule() {}

    /** Whether a step takes a second row, with the negative prompt. */
    static boolean needsNegative(Guidance guidance, int step) {
        return switch (guidance.kind()) {
            case NONE, SELF -> false;
            case FULL -> guidance.scale() != 1;
            case INITIALIZE -> step == 0 && guidance.scale() > 1;
        };
    }

    /** Whether a virtual residual noise travels with the frame (SELF, INITIALIZE). */
    static boolean hasResidual(Guidance guidance) {
        return switch (guidance.kind()) {
            case NONE, FULL -> false;
            case SELF, INITIALIZE -> true;
        };
    }

    /** Whether residual noise acts; as in the reference only above 1. */
    static boolean residualActs(Guidance guidance) {
        return hasResidual(guidance) && guidance.scale() > 1;
    }
}
