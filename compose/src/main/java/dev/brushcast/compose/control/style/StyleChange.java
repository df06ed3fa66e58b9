package dev.brushcast.compose.control.style;

import dev.brushcast.compose.control.style.UnfitStyleException.Part;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.worker.style.StyleMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall be another way in a style; what is null stays as it was. The one rule of what follows from what, for the command line
 * and the control API.
 *
 * @param prompts what the picture shall look like, blended by weight
 * @param seeds of the noise, blended by weight
 * @param smallestSize how small it may be rendered while there is no time, percent of each side; 0: always at full size
 */
public record StyleChange(
        @Nullable List<WeightedPrompt> prompts,
        @Nullable Blend promptBlend,
        @Nullable String negativePrompt,
        @Nullable List<WeightedSeed> seeds,
        @Nullable Blend seedBlend,
        Steps steps,
        @Nullable Integer smallestSize,
        Guidance guidance,
        Similarity similarity) {

    /** Length of the schedule at first. */
    public static final int SCHEDULE = 50;
    /** Guidance scale when guidance is switched on. */
    public static final double GUIDED = 1.2;
    /** The first seed. */
    public static final long FIRST_SEED = 2;

    private static final double UNGUIDED = 1.0;

    /** How it denoises. */
    public record Steps(
            @Nullable List<Integer> tIndexList,
            @Nullable Integer inferenceSteps,
            @Nullable Boolean addNoise,
            @Nullable Integer fewestSteps) {}

    /** Classifier-free guidance. */
    public record Guidance(
            @Nullable GuidanceKind kind,
            @Nullable Double scale,
            @Nullable Double delta) {}

    /** When the picture before is shown again; {@code off}: never. */
    public record Similarity(
            boolean off,
            @Nullable Double threshold,
            @Nullable Integer maxSkip,
            @Nullable SkipRule rule) {}

    /** The style of a stream that has had none. */
    public static StyleUpdate first(String streamId, String prompt) {
        return StyleUpdate.newBuilder()
                .setStreamId(streamId)
                .setRevision(0)
                .setPrompts(List.of(new WeightedPrompt(prompt, 1.0)))
                .setSeeds(List.of(new WeightedSeed(FIRST_SEED, 1.0)))
                .setInferenceSteps(SCHEDULE)
                .build();
    }

    /**
     * A style with the change. It begins at once.
     *
     * @param before a style that workers take
     * @throws UnfitStyleException if no worker takes the result
     */
    public StyleUpdate over(StyleUpdate before) {
        StyleUpdate.Builder style = StyleUpdate.newBuilder(before).setTransitionUs(0);
        words(style);
        if (seeds != null) {
            style.setSeeds(seeds);
        }
        if (seedBlend != null) {
            style.setSeedBlend(seedBlend);
        }
        require(style, Part.SEEDS);
        denoise(style);
        if (smallestSize != null) {
            style.setSmallestSize(smallestSize);
        }
        require(style, Part.SIZE);
        guide(style, before.getGuidance());
        require(style, Part.GUIDANCE);
        skip(style, before.getSimilarity());
        require(style, Part.SIMILARITY);
        return style.build();
    }

    private void words(StyleUpdate.Builder style) {
        if (prompts != null) {
            style.setPrompts(prompts);
        }
        if (promptBlend != null) {
            style.setPromptBlend(promptBlend);
        }
        require(style, Part.PROMPTS);
        if (negativePrompt != null) {
            style.setNegativePrompt(negativePrompt);
        }
        require(style, Part.NEGATIVE_PROMPT);
    }

    private void denoise(StyleUpdate.Builder style) {
        if (steps.tIndexList != null) {
            style.setTIndexList(steps.tIndexList);
            style.setFewestSteps(Math.min(style.getFewestSteps(), steps.tIndexList.size()));
        }
        if (steps.fewestSteps != null) {
            style.setFewestSteps(steps.fewestSteps);
        }
        if (steps.inferenceSteps != null) {
            style.setInferenceSteps(steps.inferenceSteps);
        }
        require(style, Part.STEPS);
        if (steps.addNoise != null) {
            style.setAddNoise(steps.addNoise);
        }
    }

    private void guide(StyleUpdate.Builder style, GuidanceKind before) {
        if (guidance.delta != null) {
            style.setDelta(guidance.delta);
        }
        if (guidance.kind != null) {
            style.setGuidance(guidance.kind);
            if (guidance.kind == GuidanceKind.NONE) {
                style.setGuidanceScale(UNGUIDED);
            } else if (before == GuidanceKind.NONE) {
                style.setGuidanceScale(GUIDED);
            }
        }
        if (guidance.scale != null) {
            style.setGuidanceScale(guidance.scale);
        }
    }

    private void skip(StyleUpdate.Builder style, @Nullable SimilaritySettings before) {
        boolean counted = similarity.maxSkip != null || similarity.rule != null;
        if (similarity.off) {
            style.setSimilarity(null);
        } else if (before == null && similarity.threshold == null && counted) {
            throw new UnfitStyleException(
                    Part.SIMILARITY, "how it counts is said of a filter that is off: say its threshold");
        } else if (similarity.threshold != null || counted) {
            SimilaritySettings from =
                    before == null ? SimilaritySettings.newBuilder().build() : before;
            style.setSimilarity(new SimilaritySettings(
                    similarity.threshold == null ? from.getThreshold() : similarity.threshold,
                    similarity.maxSkip == null ? from.getMaxSkip() : similarity.maxSkip,
                    similarity.rule == null ? from.getRule() : similarity.rule));
        }
    }

    /** By the workers' own rule, after each part has changed, so that the one that spoils it is known. */
    private static void require(StyleUpdate.Builder style, Part part) {
        try {
            StyleMapping.toStyle(style.build());
        } catch (IllegalArgumentException e) {
            throw new UnfitStyleException(part, String.valueOf(e.getMessage()));
        }
    }
}
