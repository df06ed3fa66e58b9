package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.StyleUpdate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a style denoises; what is not given stays as it was before. */
public final class DenoisingOptions {

    static final int SCHEDULE = 50;
    private static final double GUIDED = 1.2;
    private static final double UNGUIDED = 1.0;

    @Option(
            names = "--t-index",
            split = ",",
            paramLabel = "I",
            description = "Denoising steps as rising indices into the schedule, such as 32,45; larger: closer to the"
                    + " source. At first: the model's own.")
    @Nullable
    List<Integer> tIndexList;

    @Option(
            names = "--inference-steps",
            paramLabel = "N",
            description = "Length of the schedule that --t-index counts in. At first: " + SCHEDULE + ".")
    @Nullable
    Integer inferenceSteps;

    @Option(
            names = "--add-noise",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether fresh noise is added between steps. At first: true.")
    @Nullable
    Boolean addNoise;

    @Option(
            names = "--guidance",
            paramLabel = "KIND",
            description = "Classifier-free guidance: ${COMPLETION-CANDIDATES}. At first: NONE.")
    @Nullable
    GuidanceKind guidance;

    @Option(
            names = "--guidance-scale",
            paramLabel = "G",
            description = "Its strength; 1 is off. When guidance is switched on without it: " + GUIDED
                    + ". With none, what models distilled with guidance are told, such as 8.")
    @Nullable
    Double guidanceScale;

    @Option(
            names = "--delta",
            paramLabel = "D",
            description = "Strength of the virtual residual noise, with --guidance self or initialize. At first: 1.")
    @Nullable
    Double delta;

    /** Indices are looked at by the schedule that the style before has, whose length is not known yet. */
    void suit(StyleUpdate.Builder before) {
        if (inferenceSteps == null) {
            before.setInferenceSteps(Integer.MAX_VALUE);
        }
    }

    /** @throws dev.brushcast.kit.UserError if no worker takes the result */
    void apply(StyleUpdate.Builder style, StyleUpdate before) {
        if (tIndexList != null) {
            style.setTIndexList(tIndexList);
        }
        if (inferenceSteps != null) {
            style.setInferenceSteps(inferenceSteps);
        }
        Renderable.require(style, "--t-index or --inference-steps");
        if (addNoise != null) {
            style.setAddNoise(addNoise);
        }
        if (delta != null) {
            style.setDelta(delta);
        }
        guide(style, before);
        Renderable.require(style, "--guidance-scale or --delta");
    }

    private void guide(StyleUpdate.Builder style, StyleUpdate before) {
        if (guidance != null) {
            style.setGuidance(guidance);
            if (guidance == GuidanceKind.NONE) {
                style.setGuidanceScale(UNGUIDED);
            } else if (before.getGuidance() == GuidanceKind.NONE) {
                style.setGuidanceScale(GUIDED);
            }
        }
        if (guidanceScale != null) {
            style.setGuidanceScale(guidanceScale);
        }
    }
}
