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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The style that a run starts with. */
final class StyleOptions {

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description =
                    "What the picture shall look like. Empty: the built-in model gives the picture back. Default: \"${DEFAULT-VALUE}\".")
    String prompt = "an oil painting, thick brush strokes";

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What it shall not look like; acts with --guidance full or initialize.")
    String negativePrompt = "";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the noise. Default: ${DEFAULT-VALUE}.")
    long seed = 2;

    @Option(
            names = "--t-index",
            split = ",",
            paramLabel = "I",
            description =
                    "Denoising steps as rising indices into a schedule of 50, such as 32,45; larger: closer to the source. Default: the model's own.")
    List<Integer> tIndexList = new ArrayList<>();

    @Option(
            names = "--guidance",
            paramLabel = "KIND",
            description = "Classifier-free guidance: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    GuidanceKind guidance = GuidanceKind.NONE;

    @Option(
            names = "--guidance-scale",
            paramLabel = "G",
            description = "Its strength; 1 is off. Default: ${DEFAULT-VALUE}.")
    double guidanceScale = 1.2;

    @Option(
            names = "--delta",
            paramLabel = "D",
            description =
                    "Strength of the virtual residual noise, with --guidance self or initialize. Default: ${DEFAULT-VALUE}.")
    double delta = 1.0;

    @Option(
            names = "--similarity",
            paramLabel = "THRESHOLD",
            description =
                    "Show the picture before again when a frame is at least this similar (cosine, such as 0.98). Default: off.")
    @Nullable
    Double similarity;

    /** The style, numbered when it is published. */
    StyleUpdate update(String streamId) {
        if (prompt.length() > Style.MAX_PROMPT_CHARS || negativePrompt.length() > Style.MAX_PROMPT_CHARS) {
            throw new UserError("a prompt of " + Math.max(prompt.length(), negativePrompt.length())
                    + " characters is too long: shorten it to at most " + Style.MAX_PROMPT_CHARS
                    + " (models read about the first 70 words)");
        }
        if (similarity != null && !(similarity >= 0 && similarity <= 1)) {
            throw new UserError(
                    "--similarity " + similarity + " is not a cosine: give a number from 0 to 1, such as 0.98");
        }
        return StyleUpdate.newBuilder()
                .setStreamId(streamId)
                .setRevision(0)
                .setPrompts(List.of(new WeightedPrompt(prompt, 1.0)))
                .setPromptBlend(Blend.LINEAR)
                .setNegativePrompt(negativePrompt)
                .setSeeds(List.of(new WeightedSeed(seed, 1.0)))
                .setSeedBlend(Blend.LINEAR)
                .setTIndexList(tIndexList)
                .setInferenceSteps(50)
                .setGuidance(guidance)
                .setGuidanceScale(guidance == GuidanceKind.NONE ? 1.0 : guidanceScale)
                .setDelta(delta)
                .setAddNoise(true)
                .setSimilarity(similarity == null ? null : new SimilaritySettings(similarity, 10, SkipRule.PLAIN))
                .setTransitionUs(0)
                .build();
    }
}
