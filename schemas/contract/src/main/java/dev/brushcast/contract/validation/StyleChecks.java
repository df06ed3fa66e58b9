package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.StyleUpdate;

/** What a style update may say; what a model makes of it is the engine's affair. */
final class StyleChecks {

    private static final int PERCENT = 100;

    private StyleChecks() {}

    static void require(StyleUpdate update) {
        Check.range("revision", update.getRevision(), 1, Bounds.MAX_REVISION);
        Check.range("transitionUs", update.getTransitionUs(), 0, Bounds.MAX_TRANSITION_US);
        Check.count("prompts", update.getPrompts().size(), Bounds.MAX_BLENDED);
        Check.count("seeds", update.getSeeds().size(), Bounds.MAX_BLENDED);
        Check.count("denoising steps", update.getTIndexList().size(), Bounds.MAX_BLENDED);
        Check.range("fewestSteps", update.getFewestSteps(), 0, Bounds.MAX_BLENDED);
        Check.range("smallestSize", update.getSmallestSize(), 0, PERCENT);
        Check.range("inferenceSteps", update.getInferenceSteps(), 1, Bounds.MAX_INFERENCE_STEPS);
    }
}
