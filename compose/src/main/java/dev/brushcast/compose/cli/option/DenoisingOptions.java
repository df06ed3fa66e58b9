package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.style.StyleChange;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.StyleUpdate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a style denoises; what is not given stays as it was before. */
public final class DenoisingOptions {

    private static final int SCHEDULE = StyleChange.SCHEDULE;
    private static final double GUIDED = StyleChange.GUIDED;

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
            names = "--fewest-steps",
            paramLabel = "N",
            description =
                    "How few of --t-index will do while a worker has no time for all of them. At first: 0, all are"
                            + " always taken.")
    @Nullable
    Integer fewestSteps;

    @Option(
            names = "--smallest-size",
            paramLabel = "PERCENT",
            description =
                    "How small pictures may be rendered while a worker has no time for full size, in percent of each"
                            + " side: 75 or 50. They are shown at full size. At first: 0, never smaller.")
    @Nullable
    Integer smallestSize;

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

    /** Indices are looked at by the schedule that the style before has, and fewest steps by its indices, which are not known yet. */
    void suit(StyleUpdate.Builder before) {
        if (fewestSteps != null && fewestSteps > 0) {
            before.setTIndexList(IntStream.range(0, fewestSteps).boxed().toList());
        }
        if (inferenceSteps == null) {
            before.setInferenceSteps(Integer.MAX_VALUE);
        }
    }

    StyleChange.Steps steps() {
        return new StyleChange.Steps(tIndexList, inferenceSteps, addNoise, fewestSteps);
    }

    @Nullable
    Integer smallestSize() {
        return smallestSize;
    }

    StyleChange.Guidance guidance() {
        return new StyleChange.Guidance(guidance, guidanceScale, delta);
    }
}
