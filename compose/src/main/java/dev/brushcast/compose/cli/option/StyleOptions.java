package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.kit.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a style shall be; what is not given stays as it was before. */
public final class StyleOptions {

    private static final long FIRST_SEED = 2;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description =
                    "What the picture shall look like. Empty: the built-in model gives the picture back. Given several times: a blend. A run begins with an oil painting.")
    List<String> prompts = new ArrayList<>();

    @Option(
            names = "--prompt-weights",
            split = ",",
            paramLabel = "W",
            description = "Weight of each --prompt in the blend, such as 0.7,0.3. Default: all alike.")
    List<Double> promptWeights = new ArrayList<>();

    @Option(
            names = "--prompt-blend",
            paramLabel = "HOW",
            description = "How prompts are blended: ${COMPLETION-CANDIDATES}. At first: LINEAR.")
    @Nullable
    Blend promptBlend;

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What it shall not look like; acts with --guidance full or initialize.")
    @Nullable
    String negativePrompt;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the noise. Given several times: a blend. At first: " + FIRST_SEED + ".")
    List<Long> seeds = new ArrayList<>();

    @Option(
            names = "--seed-weights",
            split = ",",
            paramLabel = "W",
            description = "Weight of each --seed in the blend. Default: all alike.")
    List<Double> seedWeights = new ArrayList<>();

    @Option(
            names = "--seed-blend",
            paramLabel = "HOW",
            description = "How the noise of several seeds is blended: ${COMPLETION-CANDIDATES}. At first: LINEAR.")
    @Nullable
    Blend seedBlend;

    @Mixin
    DenoisingOptions denoising = new DenoisingOptions();

    @Mixin
    SimilarityOptions similarity = new SimilarityOptions();

    /** The style of a stream that has none yet, but for what these options say. */
    public StyleUpdate initial(String streamId, String firstPrompt) {
        return over(first(streamId, firstPrompt));
    }

    private static StyleUpdate first(String streamId, String prompt) {
        return StyleUpdate.newBuilder()
                .setStreamId(streamId)
                .setRevision(0)
                .setPrompts(List.of(new WeightedPrompt(prompt, 1.0)))
                .setSeeds(List.of(new WeightedSeed(FIRST_SEED, 1.0)))
                .setInferenceSteps(DenoisingOptions.SCHEDULE)
                .build();
    }

    /**
     * Looks whether there can be a style that these options make another of.
     *
     * @throws UserError if they are wrong whatever it is
     */
    public void check() {
        StyleUpdate.Builder suiting = StyleUpdate.newBuilder(first("any", ""))
                .setPrompts(copies(new WeightedPrompt("", 1.0), prompts.isEmpty() ? promptWeights.size() : 1))
                .setSeeds(copies(new WeightedSeed(FIRST_SEED, 1.0), seeds.isEmpty() ? seedWeights.size() : 1));
        denoising.suit(suiting);
        similarity.suit(suiting);
        over(suiting.build());
    }

    /** At least one: what is not blended is one, too. */
    private static <W> List<W> copies(W one, int count) {
        return Collections.nCopies(Math.max(1, count), one);
    }

    /**
     * A style as these options change it. It begins at once.
     *
     * @param before a style that workers take
     * @throws UserError if the result is none; the message names the options to change
     */
    public StyleUpdate over(StyleUpdate before) {
        StyleUpdate.Builder style = StyleUpdate.newBuilder(before).setTransitionUs(0);
        blendPrompts(style, before);
        blendSeeds(style, before);
        denoising.apply(style, before);
        similarity.apply(style, before);
        return style.build();
    }

    private void blendPrompts(StyleUpdate.Builder style, StyleUpdate before) {
        if (!prompts.isEmpty() || !promptWeights.isEmpty()) {
            List<String> texts = prompts.isEmpty()
                    ? before.getPrompts().stream().map(WeightedPrompt::getText).toList()
                    : prompts;
            style.setPrompts(weighted("--prompt", texts, promptWeights, WeightedPrompt::new));
        }
        if (promptBlend != null) {
            style.setPromptBlend(promptBlend);
        }
        Renderable.require(style, "--prompt or --prompt-weights");
        if (negativePrompt != null) {
            style.setNegativePrompt(negativePrompt);
        }
        Renderable.require(style, "--negative-prompt");
    }

    private void blendSeeds(StyleUpdate.Builder style, StyleUpdate before) {
        if (!seeds.isEmpty() || !seedWeights.isEmpty()) {
            List<Long> numbers = seeds.isEmpty()
                    ? before.getSeeds().stream().map(WeightedSeed::getSeed).toList()
                    : seeds;
            style.setSeeds(weighted("--seed", numbers, seedWeights, WeightedSeed::new));
        }
        if (seedBlend != null) {
            style.setSeedBlend(seedBlend);
        }
        Renderable.require(style, "--seed-weights");
    }

    private static <T, W> List<W> weighted(
            String option, List<T> values, List<Double> weights, BiFunction<T, Double, W> join) {
        if (!weights.isEmpty() && weights.size() != values.size()) {
            throw new UserError(option + "-weights has " + weights.size() + " numbers for " + values.size()
                    + ": give as many as there are of " + option);
        }
        List<W> joined = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            joined.add(join.apply(values.get(i), weights.isEmpty() ? 1.0 : weights.get(i)));
        }
        return joined;
    }
}
