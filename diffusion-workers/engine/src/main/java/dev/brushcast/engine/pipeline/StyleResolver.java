package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.Style.WeightedSeed;
import dev.brushcast.engine.model.ModelDescription;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Fills in what a style leaves to the model, and refuses what the model cannot do. */
public final class StyleResolver {

    private static final int INDICES_OF = 50;
    private static final List<Integer> TOLD_THE_PICTURE = List.of(0);
    private static final List<Integer> FROM_PICTURE = List.of(32, 45);
    private static final List<Integer> FROM_NOISE = List.of(0, 16, 32, 45);

    private final ModelDescription model;

    public StyleResolver(ModelDescription model) {
        this.model = model;
    }

    /**
     * A style whose steps are named.
     *
     * @param fromPicture whether the frame has a picture to start from
     * @throws IllegalArgumentException if the model cannot render it; the message is for people
     */
    public Style resolve(Style style, boolean fromPicture) {
        if (!fromPicture && model.toldThePicture()) {
            throw new IllegalArgumentException(
                    "model " + model.name() + " restyles pictures: it cannot make one from a prompt alone");
        }
        for (WeightedPrompt prompt : style.prompts()) {
            checkLength(prompt.text());
        }
        checkLength(style.negativePrompt());
        checkWeights(style.prompts().stream().mapToDouble(WeightedPrompt::weight));
        checkWeights(style.seeds().stream().mapToDouble(WeightedSeed::weight));
        int longest = model.scheduler().originalInferenceSteps();
        if (style.inferenceSteps() > longest) {
            throw new IllegalArgumentException(
                    "a schedule of " + style.inferenceSteps() + " steps: model " + model.name() + " has " + longest);
        }
        List<Integer> indices = style.tIndexList().isEmpty() ? defaults(style, fromPicture) : style.tIndexList();
        Style resolved = with(style, indices, guidance(style.guidance(), indices.size()));
        checkGuidance(resolved);
        return resolved;
    }

    /** StreamDiffusion's presets, on a schedule of another length the indices at the same place. */
    private List<Integer> defaults(Style style, boolean fromPicture) {
        List<Integer> indices = model.toldThePicture() ? TOLD_THE_PICTURE : fromPicture ? FROM_PICTURE : FROM_NOISE;
        return indices.stream()
                .map(index -> index * style.inferenceSteps() / INDICES_OF)
                .distinct()
                .toList();
    }

    private void checkGuidance(Style style) {
        if (model.toldGuidance() && style.guidance().kind() != GuidanceKind.NONE) {
            throw new IllegalArgumentException("guidance " + style.guidance().kind() + ": model " + model.name()
                    + " was distilled with guidance; ask for NONE and give the scale that it is to be told");
        }
        boolean residual = hasResidual(style.guidance());
        boolean startsFromPureNoise =
                model.scheduler().rescaleBetasZeroSnr() && style.tIndexList().getFirst() == 0;
        if (residual && startsFromPureNoise) {
            throw new IllegalArgumentException("guidance " + style.guidance().kind() + " from t index 0: model "
                    + model.name() + " starts from pure noise there; begin at 1 or later");
        }
    }

    /** See {@link Guidance#delta}. */
    private static Guidance guidance(Guidance asked, int steps) {
        return hasResidual(asked) && steps == 1
                ? new Guidance(asked.kind(), 1 + (asked.scale() - 1) * asked.delta(), 1)
                : asked;
    }

    private static boolean hasResidual(Guidance guidance) {
        return guidance.kind() == GuidanceKind.SELF || guidance.kind() == GuidanceKind.INITIALIZE;
    }

    private static void checkLength(String prompt) {
        if (prompt.length() > Style.MAX_PROMPT_CHARS) {
            throw new IllegalArgumentException(
                    "a prompt of " + prompt.length() + " characters: at most " + Style.MAX_PROMPT_CHARS + " are taken");
        }
    }

    private static void checkWeights(DoubleStream weights) {
        double[] all = weights.toArray();
        boolean usable = DoubleStream.of(all).allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY)
                && DoubleStream.of(all).sum() > 0;
        if (!usable) {
            throw new IllegalArgumentException(
                    "weights " + Arrays.toString(all) + ": give numbers from 0, not all of them 0");
        }
    }

    private static Style with(Style style, List<Integer> tIndexList, Guidance guidance) {
        return new Style(
                style.revision(),
                style.prompts(),
                style.promptBlend(),
                style.negativePrompt(),
                style.seeds(),
                style.seedBlend(),
                tIndexList,
                style.inferenceSteps(),
                guidance,
                style.addNoise(),
                style.similarity());
    }
}
