package dev.brushcast.worker.style;

import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.Style.WeightedSeed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Style updates as the engine's styles. */
public final class StyleMapping {

    private StyleMapping() {}

    /**
     * What an update asks of the engine.
     *
     * @throws IllegalArgumentException if it asks for what no engine can do; the message is one line
     */
    public static Style toStyle(StyleUpdate update) {
        return new Style(
                update.getRevision(),
                update.getPrompts().stream().map(StyleMapping::prompt).toList(),
                Style.Blend.valueOf(update.getPromptBlend().name()),
                bounded(update.getNegativePrompt()),
                update.getSeeds().stream()
                        .map(s -> new WeightedSeed(s.getSeed(), positive(s.getWeight())))
                        .toList(),
                Style.Blend.valueOf(update.getSeedBlend().name()),
                List.copyOf(update.getTIndexList()),
                update.getInferenceSteps(),
                new Guidance(
                        GuidanceKind.valueOf(update.getGuidance().name()),
                        finite("guidance scale", update.getGuidanceScale()),
                        finite("delta", update.getDelta())),
                update.getAddNoise(),
                similarity(update.getSimilarity()));
    }

    private static WeightedPrompt prompt(dev.brushcast.contract.avro.WeightedPrompt prompt) {
        return new WeightedPrompt(bounded(prompt.getText()), positive(prompt.getWeight()));
    }

    private static @Nullable Similarity similarity(@Nullable SimilaritySettings settings) {
        if (settings == null) {
            return null;
        }
        double threshold = finite("similarity threshold", settings.getThreshold());
        if (settings.getMaxSkip() < 0) {
            throw new IllegalArgumentException("maxSkip must be at least 0, not " + settings.getMaxSkip());
        }
        return new Similarity(
                threshold,
                settings.getMaxSkip(),
                SkipRule.valueOf(settings.getRule().name()));
    }

    private static String bounded(String prompt) {
        if (prompt.length() > Style.MAX_PROMPT_CHARS) {
            throw new IllegalArgumentException("a prompt of " + prompt.length() + " characters, at most "
                    + Style.MAX_PROMPT_CHARS + " are taken: shorten it");
        }
        return prompt;
    }

    private static double positive(double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight must be above 0, not " + weight);
        }
        return weight;
    }

    private static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a number, not " + value);
        }
        return value;
    }
}
