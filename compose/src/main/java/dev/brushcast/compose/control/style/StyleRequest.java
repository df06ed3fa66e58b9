package dev.brushcast.compose.control.style;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brushcast.compose.control.style.UnfitStyleException.Part;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.kit.config.SentSettings;
import dev.brushcast.kit.config.SettingsError;
import dev.brushcast.kit.config.SettingsError.Problem;
import dev.brushcast.worker.style.StyleTimes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole style as a caller sends it; what is left out is as it is at first.
 *
 * @param prompts at least one: a text, or a text and its weight
 * @param seeds a number, or a number and its weight
 * @param fewestSteps how few of tIndexList will do while there is no time for all; 0: all are always taken
 * @param smallestSize how small pictures may be rendered while there is no time for full size, percent of each side; 0: never smaller
 * @param similarity null: every frame is rendered
 * @param transitionSeconds media time over which the style before fades into this one
 * @param at media time from which it holds, ISO 8601 in UTC; null or {@code now}: now
 */
public record StyleRequest(
        @Nullable List<@Nullable Prompt> prompts,
        @Nullable Blend promptBlend,
        @Nullable String negativePrompt,
        @Nullable List<@Nullable Seed> seeds,
        @Nullable Blend seedBlend,
        @Nullable List<@Nullable Integer> tIndexList,
        @Nullable Integer inferenceSteps,
        @Nullable Boolean addNoise,
        @Nullable Integer fewestSteps,
        @Nullable Integer smallestSize,
        @Nullable GuidanceKind guidance,
        @Nullable Double guidanceScale,
        @Nullable Double delta,
        @Nullable Similarity similarity,
        @Nullable Double transitionSeconds,
        @Nullable String at) {

    private static final long MICROS = 1_000_000;
    private static final double LONGEST_TRANSITION = Duration.ofHours(1).toSeconds();
    private static final String NOW = "now";

    /** A prompt of a blend. */
    public record Prompt(String text, double weight) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Prompt of(String text) {
            return new Prompt(text, 1);
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Prompt of(@JsonProperty("text") @Nullable String text, @JsonProperty("weight") @Nullable Double weight) {
            return new Prompt(Objects.requireNonNullElse(text, ""), weight == null ? 1 : weight);
        }
    }

    /** A seed of a blend. */
    public record Seed(long seed, double weight) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Seed of(long seed) {
            return new Seed(seed, 1);
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        static Seed of(@JsonProperty("seed") long seed, @JsonProperty("weight") @Nullable Double weight) {
            return new Seed(seed, weight == null ? 1 : weight);
        }
    }

    /** When the picture before is shown again. */
    public record Similarity(
            @Nullable Double threshold,
            @Nullable Integer maxSkip,
            @Nullable SkipRule rule) {}

    /** @throws SettingsError with all that is wrong with it by itself */
    public static StyleRequest read(String json) {
        return new SentSettings("style", "").read(json, StyleRequest.class);
    }

    /**
     * The style, not numbered yet.
     *
     * @throws SettingsError if it is none
     */
    public StyleUpdate style(String streamId) {
        if (prompts == null || prompts.isEmpty()) {
            throw problem("prompts", "is missing: give at least one, \"\" for the picture as it is");
        }
        if (!(seconds() >= 0 && seconds() <= LONGEST_TRANSITION)) {
            throw problem("transitionSeconds", "give seconds from 0 to 3600");
        }
        try {
            return StyleUpdate.newBuilder(change(prompts).over(StyleChange.first(streamId, "")))
                    .setTransitionUs(Math.round(seconds() * MICROS))
                    .build();
        } catch (UnfitStyleException e) {
            throw problem(key(e.part()), String.valueOf(e.getMessage()));
        }
    }

    private double seconds() {
        return transitionSeconds == null ? 0 : transitionSeconds;
    }

    private StyleChange change(List<@Nullable Prompt> words) {
        boolean off = similarity == null || similarity.threshold == null;
        return new StyleChange(
                present("prompts", words).stream()
                        .map(prompt -> new WeightedPrompt(prompt.text, prompt.weight))
                        .toList(),
                promptBlend,
                negativePrompt,
                seeds == null
                        ? null
                        : present("seeds", seeds).stream()
                                .map(seed -> new WeightedSeed(seed.seed, seed.weight))
                                .toList(),
                seedBlend,
                new StyleChange.Steps(
                        tIndexList == null ? null : present("tIndexList", tIndexList),
                        inferenceSteps,
                        addNoise,
                        fewestSteps),
                smallestSize,
                new StyleChange.Guidance(guidance, guidanceScale, delta),
                similarity == null
                        ? new StyleChange.Similarity(true, null, null, null)
                        : new StyleChange.Similarity(
                                false, off ? null : cosine(), similarity.maxSkip, similarity.rule));
    }

    private @Nullable Double cosine() {
        Double threshold = similarity == null ? null : similarity.threshold;
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw problem("similarity.threshold", "give a number from 0 to 1");
        }
        return threshold;
    }

    private static <T> List<T> present(String key, List<@Nullable T> items) {
        List<T> present = new ArrayList<>();
        for (T item : items) {
            if (item == null) {
                throw problem(key, "an item of it is null");
            }
            present.add(item);
        }
        return present;
    }

    private static String key(Part part) {
        return switch (part) {
            case PROMPTS -> "prompts";
            case NEGATIVE_PROMPT -> "negativePrompt";
            case SEEDS -> "seeds";
            case STEPS -> "tIndexList";
            case SIZE -> "smallestSize";
            case GUIDANCE -> "guidanceScale";
            case SIMILARITY -> "similarity";
        };
    }

    /**
     * The media time from which it holds; null: when it is published.
     *
     * @throws SettingsError if workers or the topic would let it go
     */
    public @Nullable Instant from(Instant now) {
        if (at == null || at.equals(NOW)) {
            return null;
        }
        Instant from;
        try {
            from = Instant.parse(at);
        } catch (DateTimeException _) {
            throw problem("at", "give a time in UTC as in 2026-05-01T18:30:00Z, or now");
        }
        if (from.isBefore(now.minus(StyleTimes.KEPT)) || from.isAfter(now.plus(StyleTimes.AHEAD))) {
            throw problem(
                    "at",
                    "give a time at most " + StyleTimes.KEPT.toDays() + " days ago or " + StyleTimes.AHEAD.toDays()
                            + " days ahead");
        }
        return from;
    }

    private static SettingsError problem(String path, String message) {
        return new SettingsError("style", List.of(new Problem(path, message)));
    }
}
