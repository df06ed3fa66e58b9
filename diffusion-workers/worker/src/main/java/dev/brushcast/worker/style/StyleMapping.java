package dev.brushcast.worker.style;

import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Prompts;
import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.Style.Steps;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.Style.WeightedSeed;
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
                new Prompts(
                        update.getPrompts().stream()
                                .map(prompt -> new WeightedPrompt(prompt.getText(), prompt.getWeight()))
                                .toList(),
                        Style.Blend.valueOf(update.getPromptBlend().name()),
                        update.getNegativePrompt()),
                new Seeds(
                        update.getSeeds().stream()
                                .map(seed -> new WeightedSeed(seed.getSeed(), seed.getWeight()))
                                .toList(),
                        Style.Blend.valueOf(update.getSeedBlend().name())),
                new Steps(
                        update.getTIndexList(),
                        update.getInferenceSteps(),
                        update.getAddNoise(),
                        update.getFewestSteps()),
                new Guidance(
                        GuidanceKind.valueOf(update.getGuidance().name()),
                        update.getGuidanceScale(),
                        update.getDelta()),
                similarity(update.getSimilarity()),
                update.getSmallestSize());
    }

    private static @Nullable Similarity similarity(@Nullable SimilaritySettings settings) {
        return settings == null
                ? null
                : new Similarity(
                        settings.getThreshold(),
                        settings.getMaxSkip(),
                        SkipRule.valueOf(settings.getRule().name()));
    }
}
