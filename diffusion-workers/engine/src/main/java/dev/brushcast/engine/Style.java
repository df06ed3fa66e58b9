package dev.brushcast.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How frames are rendered: everything that may change from one frame to the next.
 *
 * @param revision of the update that it comes from; 0 for the default
 * @param prompts at least one; several are blended by weight
 * @param promptBlend how
 * @param negativePrompt for guidance {@link GuidanceKind#FULL} and {@link GuidanceKind#INITIALIZE}
 * @param seeds at least one; their noise is blended by weight
 * @param seedBlend how
 * @param tIndexList the denoising steps, as rising indices into a schedule of {@code inferenceSteps}; empty: the model's
 *     default
 * @param inferenceSteps length of that schedule
 * @param guidance kind, scale and delta
 * @param addNoise whether fresh noise is added between steps
 * @param similarity the filter of frames that hardly changed, or null to render each
 */
public record Style(
        long revision,
        List<WeightedPrompt> prompts,
        Blend promptBlend,
        String negativePrompt,
        List<WeightedSeed> seeds,
        Blend seedBlend,
        List<Integer> tIndexList,
        int inferenceSteps,
        Guidance guidance,
        boolean addNoise,
        @Nullable Similarity similarity) {

    /** Length of the longest prompt accepted, in characters. */
    public static final int MAX_PROMPT_CHARS = 5_000;

    public Style {
        prompts = List.copyOf(prompts);
        seeds = List.copyOf(seeds);
        tIndexList = List.copyOf(tIndexList);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a style needs a prompt (which may be empty)");
        }
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a style needs a seed");
        }
        if (inferenceSteps < 1) {
            throw new IllegalArgumentException("inferenceSteps must be at least 1, not " + inferenceSteps);
        }
        for (int i = 0; i < tIndexList.size(); i++) {
            int index = tIndexList.get(i);
            if (index < 0 || index >= inferenceSteps || (i > 0 && index <= tIndexList.get(i - 1))) {
                throw new IllegalArgumentException(
                        "t indices must rise from 0 to at most " + (inferenceSteps - 1) + ", not " + tIndexList);
            }
        }
    }

    /** One prompt, everything else as by default. */
    public static Style of(String prompt) {
        return new Style(
                0,
                List.of(new WeightedPrompt(prompt, 1)),
                Blend.LINEAR,
                "",
                List.of(new WeightedSeed(2, 1)),
                Blend.LINEAR,
                List.of(),
                50,
                Guidance.OFF,
                true,
                null);
    }

    /** A prompt and its share. */
    public record WeightedPrompt(String text, double weight) {}

    /** A seed and its share. */
    public record WeightedSeed(long seed, double weight) {}

    /** How several embeddings or noises become one. */
    public enum Blend {
        LINEAR,
        SLERP
    }

    /** Which unconditional prediction guidance starts from. */
    public enum GuidanceKind {
        NONE,
        FULL,
        SELF,
        INITIALIZE
    }

    /**
     * Classifier-free guidance.
     *
     * @param kind where the unconditional prediction comes from
     * @param scale 1: off. With kind NONE it acts only on models that were distilled with guidance (their UNet has an
     *     input {@code timestep_cond}): they are told it, and were mostly trained on 3 to 14. Other kinds they refuse
     * @param delta strength of the virtual residual noise (SELF, INITIALIZE). Below 1 it leaves noise in the picture,
     *     which later steps take out; with a single step there are none, so there it weakens guidance as a whole instead:
     *     scale is {@code 1 + (scale - 1) * delta} and delta 1
     */
    public record Guidance(GuidanceKind kind, double scale, double delta) {

        public static final Guidance OFF = new Guidance(GuidanceKind.NONE, 1, 1);
    }

    /** When a skip counter starts anew. */
    public enum SkipRule {
        /** At every rendered frame: at most {@code maxSkip} reused frames in a row. */
        PLAIN,
        /** As the reference does: only when it has run out, at {@code maxSkip + 1} reused frames in all. */
        REFERENCE
    }

    /**
     * The stochastic similarity filter.
     *
     * @param threshold cosine similarity from which a frame may be reused, 0 to 1
     * @param maxSkip how many frames may be reused before one must be rendered
     * @param rule how they are counted
     */
    public record Similarity(double threshold, int maxSkip, SkipRule rule) {}
}
