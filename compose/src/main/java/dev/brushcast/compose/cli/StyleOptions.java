package dev.brushcast.compose.cli;

import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.engine.Style;
import dev.brushcast.kit.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a style shall be; what is not given stays as it was before. */
final class StyleOptions {

    private static final long FIRST_SEED = 2;
    private static final int SCHEDULE = 50;
    private static final double GUIDED = 1.2;
    private static final double UNGUIDED = 1.0;
    private static final int MAX_SKIP = 10;

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

    @Option(
            names = "--t-index",
            split = ",",
            paramLabel = "I",
            description = "Denoising steps as rising indices into a schedule of " + SCHEDULE
                    + ", such as 32,45; larger: closer to the source. At first: the model's own.")
    @Nullable
    List<Integer> tIndexList;

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

    @Option(
            names = "--similarity",
            paramLabel = "THRESHOLD",
            description =
                    "Show the picture before again when a frame is at least this similar (cosine, such as 0.98); off: never. At first: off.")
    @Nullable
    String similarity;

    /** The style of a stream that has none yet, but for what these options say. */
    StyleUpdate initial(String streamId, String firstPrompt) {
        return over(StyleUpdate.newBuilder()
                .setStreamId(streamId)
                .setRevision(0)
                .setPrompts(List.of(new WeightedPrompt(firstPrompt, 1.0)))
                .setSeeds(List.of(new WeightedSeed(FIRST_SEED, 1.0)))
                .setInferenceSteps(SCHEDULE)
                .build());
    }

    /**
     * A style as these options change it. It begins at once.
     *
     * @throws UserError if one of them is none
     */
    StyleUpdate over(StyleUpdate before) {
        StyleUpdate.Builder style = StyleUpdate.newBuilder(before).setTransitionUs(0);
        prompts.forEach(StyleOptions::requireShort);
        if (!prompts.isEmpty() || !promptWeights.isEmpty()) {
            List<String> texts = prompts.isEmpty()
                    ? before.getPrompts().stream().map(WeightedPrompt::getText).toList()
                    : prompts;
            style.setPrompts(weighted("--prompt", texts, promptWeights, WeightedPrompt::new));
        }
        if (!seeds.isEmpty() || !seedWeights.isEmpty()) {
            List<Long> numbers = seeds.isEmpty()
                    ? before.getSeeds().stream().map(WeightedSeed::getSeed).toList()
                    : seeds;
            style.setSeeds(weighted("--seed", numbers, seedWeights, WeightedSeed::new));
        }
        if (promptBlend != null) {
            style.setPromptBlend(promptBlend);
        }
        if (seedBlend != null) {
            style.setSeedBlend(seedBlend);
        }
        if (negativePrompt != null) {
            requireShort(negativePrompt);
            style.setNegativePrompt(negativePrompt);
        }
        if (tIndexList != null) {
            style.setTIndexList(tIndexList);
        }
        if (delta != null) {
            style.setDelta(delta);
        }
        if (similarity != null) {
            style.setSimilarity(similaritySettings(similarity));
        }
        guide(style, before);
        return style.build();
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

    private static void requireShort(String prompt) {
        if (prompt.length() > Style.MAX_PROMPT_CHARS) {
            throw new UserError("a prompt of " + prompt.length() + " characters is too long: shorten it to at most "
                    + Style.MAX_PROMPT_CHARS + " (models read about the first 70 words)");
        }
    }

    private static @Nullable SimilaritySettings similaritySettings(String text) {
        if (text.equalsIgnoreCase("off")) {
            return null;
        }
        double threshold;
        try {
            threshold = Double.parseDouble(text);
        } catch (NumberFormatException _) {
            threshold = Double.NaN;
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new UserError(
                    "--similarity " + text + " is not a cosine: give a number from 0 to 1, such as 0.98, or off");
        }
        return new SimilaritySettings(threshold, MAX_SKIP, SkipRule.PLAIN);
    }
}
