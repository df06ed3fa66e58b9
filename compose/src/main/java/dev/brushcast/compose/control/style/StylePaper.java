package dev.brushcast.compose.control.style;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.StyleUpdate;
import java.util.Locale;

/** A style in JSON, with the keys of a {@link StyleRequest}, so that what is shown can be sent. */
public final class StylePaper {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MICROS = 1e6;

    private StylePaper() {}

    /** All of it, but for its revision, and when it holds. */
    public static ObjectNode of(StyleUpdate style) {
        ObjectNode paper = JSON.createObjectNode();
        var prompts = paper.putArray("prompts");
        style.getPrompts()
                .forEach(prompt ->
                        prompts.addObject().put("text", prompt.getText()).put("weight", prompt.getWeight()));
        paper.put("promptBlend", word(style.getPromptBlend())).put("negativePrompt", style.getNegativePrompt());
        var seeds = paper.putArray("seeds");
        style.getSeeds()
                .forEach(seed -> seeds.addObject().put("seed", seed.getSeed()).put("weight", seed.getWeight()));
        paper.put("seedBlend", word(style.getSeedBlend()));
        var steps = paper.putArray("tIndexList");
        style.getTIndexList().forEach(steps::add);
        paper.put("inferenceSteps", style.getInferenceSteps())
                .put("addNoise", style.getAddNoise())
                .put("fewestSteps", style.getFewestSteps())
                .put("smallestSize", style.getSmallestSize())
                .put("guidance", word(style.getGuidance()))
                .put("guidanceScale", style.getGuidanceScale())
                .put("delta", style.getDelta())
                .put("transitionSeconds", style.getTransitionUs() / MICROS);
        SimilaritySettings similarity = style.getSimilarity();
        if (similarity == null) {
            paper.putNull("similarity");
        } else {
            paper.putObject("similarity")
                    .put("threshold", similarity.getThreshold())
                    .put("maxSkip", similarity.getMaxSkip())
                    .put("rule", word(similarity.getRule()));
        }
        return paper;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
