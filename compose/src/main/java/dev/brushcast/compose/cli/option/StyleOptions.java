package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.style.StyleChange;
import dev.brushcast.compose.control.style.UnfitStyleException;
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

    private static final long FIRST_SEED = StyleChange.FIRST_SEED;

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
        return over(StyleChange.first(streamId, firstPrompt));
    }

    /** Whether a prompt is given. */
    public boolean hasPrompt() {
        return !prompts.isEmpty();
    }

    /** Whether nothing is given. */
    public boolean isEmpty() {
        return !hasPrompt() && initial("any", "").equals(StyleChange.first("any", ""));
    }

    /**
     * Looks whether there can be a style that these options make another of.
     *
     * @throws UserError if they are wrong whatever it is
     */
    public void check() {
        StyleUpdate.Builder suiting = StyleUpdate.newBuilder(StyleChange.first("any", ""))
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
        StyleChange change = new StyleChange(
                blendedPrompts(before),
                promptBlend,
                negativePrompt,
                blendedSeeds(before),
                seedBlend,
                denoising.steps(),
                denoising.smallestSize(),
                denoising.guidance(),
                similarity.change(before));
        try {
            return change.over(before);
        } catch (UnfitStyleException e) {
            throw new UserError("change " + optionsOf(e.part()) + ": " + e.getMessage(), e);
        }
    }

    private static String optionsOf(UnfitStyleException.Part part) {
        return switch (part) {
            case PROMPTS -> "--prompt or --prompt-weights";
            case NEGATIVE_PROMPT -> "--negative-prompt";
            case SEEDS -> "--seed-weights";
            case STEPS -> "--t-index or --inference-steps";
            case SIZE -> "--smallest-size";
            case GUIDANCE -> "--guidance-scale or --delta";
            case SIMILARITY -> "--max-skip";
        };
    }

    private @Nullable List<WeightedPrompt> blendedPrompts(StyleUpdate before) {
        if (prompts.isEmpty() && promptWeights.isEmpty()) {
            return null;
        }
        List<String> texts = prompts.isEmpty()
                ? before.getPrompts().stream().map(WeightedPrompt::getText).toList()
                : prompts;
        return weighted("--prompt", texts, promptWeights, WeightedPrompt::new);
    }

    private @Nullable List<WeightedSeed> blendedSeeds(StyleUpdate before) {
        if (seeds.isEmpty() && seedWeights.isEmpty()) {
            return null;
        }
        List<Long> numbers = seeds.isEmpty()
                ? before.getSeeds().stream().map(WeightedSeed::getSeed).toList()
                : seeds;
        return weighted("--seed", numbers, seedWeights, WeightedSeed::new);
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
