package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One recorded run of the reference: its {@code case.json} and the arrays beside it. */
final class CaseFile {

    static final String FORMAT = "streamdiffusion-v1-case/1";
    static final Set<String> MODES = Set.of("img2img", "txt2img", "txt2img_sd_turbo");
    private static final double TOLERANCE = 3e-4;

    private final Path folder;
    private final JsonNode json;

    private CaseFile(Path folder, JsonNode json) {
        this.folder = folder;
        this.json = json;
    }

    /** @throws EngineException if the file is missing or of another format */
    static CaseFile read(Path folder) {
        return new CaseFile(folder, Json.read(folder.resolve("case.json"), FORMAT));
    }

    String model() {
        return json.path("model").asText();
    }

    String mode() {
        return json.path("mode").asText();
    }

    boolean fromPictures() {
        return mode().equals("img2img");
    }

    boolean streamBatch() {
        return json.path("use_denoising_batch").asBoolean(true);
    }

    int frameBuffer() {
        return json.path("frame_buffer_size").asInt(1);
    }

    int calls() {
        return json.path("calls").asInt();
    }

    int warmup() {
        return json.path("warmup").asInt();
    }

    int steps() {
        return json.path("t_index_list").size();
    }

    boolean drawsFromPosterior() {
        return json.path("vae_encode").asText().equals("sample");
    }

    String negativePrompt() {
        return json.path("negative_prompt").asText();
    }

    PictureSize size() {
        return new PictureSize(json.path("width").asInt(), json.path("height").asInt());
    }

    /** The numbers of a list, or none. */
    double[] numbers(String name) {
        return Json.numbers(json.path(name));
    }

    JsonNode similarityFilter() {
        return json.path("similarity_filter");
    }

    /** How far an array may be off, relative to its largest value. */
    double tolerance(String array) {
        JsonNode tolerance = json.path("tolerance").path(array.startsWith("sequential") ? "x0_latents" : array);
        return tolerance.isNumber() ? tolerance.asDouble() : TOLERANCE;
    }

    Optional<Npy> array(String name) {
        JsonNode file = json.path("arrays").path(name).path("file");
        return file.isTextual() ? Optional.of(Npy.read(folder.resolve(file.asText()))) : Optional.empty();
    }

    Npy required(String name) {
        return array(name).orElseThrow(() -> new EngineException(folder + " has no array " + name));
    }

    Style style() {
        return Style.of(json.path("prompt").asText())
                .withPrompts(Style.Prompts.of(json.path("prompt").asText()).withNegative(negativePrompt()))
                .withSteps(new Style.Steps(
                        Json.integers(json.path("t_index_list")),
                        json.path("num_inference_steps").asInt(),
                        json.path("do_add_noise").asBoolean(true)))
                .withGuidance(guidance());
    }

    /** The one-call path of SD-Turbo knows no guidance. */
    private Guidance guidance() {
        GuidanceKind kind = GuidanceKind.valueOf(json.path("cfg_type").asText().toUpperCase(Locale.ROOT));
        return mode().equals("txt2img_sd_turbo")
                ? Guidance.OFF
                : new Guidance(
                        kind,
                        json.path("guidance_scale").asDouble(),
                        json.path("delta").asDouble());
    }
}
