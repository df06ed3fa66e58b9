package dev.brushcast.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How frames are rendered: everything that may change from one frame to the next. A style that exists makes sense; whether
 * a model can do it is for {@link DiffusionEngine} to say. To change one part, use its {@code with} method.
 *
 * @param revision of the update that it comes from; 0 for the default
 * @param prompts what is to be seen, and what is not
 * @param seeds of the noise
 * @param steps of denoising
 * @param guidance kind, scale and delta
 * @param similarity the filter of frames that hardly changed, or null to render each
 * @param smallestSize how small pictures may be made for it where there is no time for full size, percent of each side; 0: never
 *     smaller. For whoever hands pictures in: an engine renders at the size that it is given
 */
public record Style(
        long revision,
        Prompts prompts,
        Seeds seeds,
        Steps steps,
        Guidance guidance,
        @Nullable Similarity similarity,
        int smallestSize) {

    /** Length of the longest prompt accepted, in characters. */
    public static final int MAX_PROMPT_CHARS = 5_000;

    private static final int FULL_SIZE = 100;

    public Style {
        if (smallestSize < 0 || smallestSize > FULL_SIZE) {
            throw new IllegalArgumentException(
                    "the smallest size that will do must be 0 (full) to 100 percent of each side, not " + smallestSize);
        }
    }

    /** A style whose pictures are always rendered at full size. */
    public Style(
            long revision,
            Prompts prompts,
            Seeds seeds,
            Steps steps,
            Guidance guidance,
            @Nullable Similarity similarity) {
        this(revision, prompts, seeds, steps, guidance, similarity, 0);
    }

    /** One prompt, everything else as by default. */
    public static Style of(String prompt) {
        return new Style(0, Prompts.of(prompt), Seeds.of(2), Steps.DEFAULT, Guidance.OFF, null);
    }

    public Style withRevision(long other) {
        return new Style(other, prompts, seeds, steps, guidance, similarity, smallestSize);
    }

    public Style withPrompts(Prompts others) {
        return new Style(revision, others, seeds, steps, guidance, similarity, smallestSize);
    }

    public Style withSeeds(Seeds others) {
        return new Style(revision, prompts, others, steps, guidance, similarity, smallestSize);
    }

    public Style withSteps(Steps others) {
        return new Style(revision, prompts, seeds, others, guidance, similarity, smallestSize);
    }

    public Style withGuidance(Guidance other) {
        return new Style(revision, prompts, seeds, steps, other, similarity, smallestSize);
    }

    public Style withSimilarity(@Nullable Similarity other) {
        return new Style(revision, prompts, seeds, steps, guidance, other, smallestSize);
    }

    public Style withSmallestSize(int percent) {
        return new Style(revision, prompts, seeds, steps, guidance, similarity, percent);
    }

    /**
     * What is to be seen.
     *
     * @param positive at least one, not all of weight 0; several are blended by weight
     * @param blend how
     * @param negative for guidance {@link GuidanceKind#FULL} and {@link GuidanceKind#INITIALIZE}
     */
    public record Prompts(List<WeightedPrompt> positive, Blend blend, String negative) {

        public Prompts {
            positive = List.copyOf(positive);
            StyleRules.requireUsable(
                    "prompt (which may be empty)", positive.stream().mapToDouble(WeightedPrompt::weight));
            StyleRules.requireShort(negative);
        }

        /** One prompt and no negative one. */
        public static Prompts of(String text) {
            return new Prompts(List.of(new WeightedPrompt(text, 1)), Blend.LINEAR, "");
        }

        public Prompts withNegative(String other) {
            return new Prompts(positive, blend, other);
        }
    }

    /**
     * Where noise comes from.
     *
     * @param weighted at least one, not all of weight 0; their noise is blended by weight
     * @param blend how
     */
    public record Seeds(List<WeightedSeed> weighted, Blend blend) {

        public Seeds {
            weighted = List.copyOf(weighted);
            StyleRules.requireUsable("seed", weighted.stream().mapToDouble(WeightedSeed::weight));
        }

        /** One seed. */
        public static Seeds of(long seed) {
            return new Seeds(List.of(new WeightedSeed(seed, 1)), Blend.LINEAR);
        }
    }

    /**
     * The denoising steps.
     *
     * @param tIndexList as rising indices into a schedule of {@code inferenceSteps}; empty: the model's default
     * @param inferenceSteps length of that schedule, at least 1
     * @param addNoise whether fresh noise is added between steps
     * @param fewest how few of them will do where there is no time for all; 0: all are always taken
     */
    public record Steps(List<Integer> tIndexList, int inferenceSteps, boolean addNoise, int fewest) {

        /** The model's own, of a schedule of 50. */
        public static final Steps DEFAULT = new Steps(List.of(), 50, true, 0);

        public Steps {
            tIndexList = List.copyOf(tIndexList);
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
            if (fewest < 0 || fewest > tIndexList.size()) {
                throw new IllegalArgumentException(
                        "the fewest steps that will do must be 0 (all) to the number of t indices, " + tIndexList.size()
                                + ", not " + fewest);
            }
        }

        /** Steps of which all are always taken. */
        public Steps(List<Integer> tIndexList, int inferenceSteps, boolean addNoise) {
            this(tIndexList, inferenceSteps, addNoise, 0);
        }

        /**
         * As many of them as that, but no fewer than will do: the first one, which says how much of the source is left, and others
         * evenly from the rest.
         *
         * @param most at least 1
         */
        public Steps atMost(int most) {
            int taken = fewest == 0 ? tIndexList.size() : Math.max(most, fewest);
            if (taken >= tIndexList.size()) {
                return this;
            }
            List<Integer> some = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                some.add(tIndexList.get(i * tIndexList.size() / taken));
            }
            return new Steps(some, inferenceSteps, addNoise, Math.min(fewest, taken));
        }

        /** Steps of a schedule of 50, with noise between them. */
        public static Steps at(List<Integer> tIndexList) {
            return DEFAULT.withIndices(tIndexList);
        }

        public Steps withIndices(List<Integer> others) {
            return new Steps(others, inferenceSteps, addNoise, Math.min(fewest, others.size()));
        }

        public Steps withNoise(boolean added) {
            return new Steps(tIndexList, inferenceSteps, added, fewest);
        }
    }

    /** A prompt and its share, from 0. */
    public record WeightedPrompt(String text, double weight) {

        public WeightedPrompt {
            StyleRules.requireShort(text);
            StyleRules.requireWeight(weight);
        }
    }

    /** A seed and its share, from 0. */
    public record WeightedSeed(long seed, double weight) {

        public WeightedSeed {
            StyleRules.requireWeight(weight);
        }
    }

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

        public Guidance {
            StyleRules.requireFinite("guidance scale", scale);
            StyleRules.requireFinite("delta", delta);
        }
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
     * @param maxSkip how many frames may be reused before one must be rendered, at least 0
     * @param rule how they are counted
     */
    public record Similarity(double threshold, int maxSkip, SkipRule rule) {

        public Similarity {
            StyleRules.requireFinite("similarity threshold", threshold);
            if (maxSkip < 0) {
                throw new IllegalArgumentException("maxSkip must be at least 0, not " + maxSkip);
            }
        }
    }
}
