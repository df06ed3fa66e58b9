package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.json.JsonFile;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.tools.verify.Json;
import dev.brushcast.engine.tools.verify.Npy;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.flow.FlowSchedule;
import dev.brushcast.engine.video.flow.StepTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One recorded run of the video reference: its {@code case.json} and the arrays beside it. */
final class VideoCase {

    private static final List<Integer> FROM_NOISE = List.of(1000, 750, 500, 250, 0);

    private final Path folder;
    private final JsonNode json;

    private VideoCase(Path folder, JsonNode json) {
        this.folder = folder;
        this.json = json;
    }

    /** The case of a folder; empty if it is none of the video reference, which name their kind. */
    static Optional<VideoCase> read(Path folder) {
        JsonNode json = JsonFile.object(folder.resolve("case.json"), "copy the recorded vectors again");
        return json.path("kind").isTextual() ? Optional.of(new VideoCase(folder, json)) : Optional.empty();
    }

    JsonNode json() {
        return json;
    }

    String kind() {
        return json.path("kind").asText();
    }

    /** Where the graphs of its models are: beside the case, or further up. */
    Path models() {
        String name = "models-" + json.path("model_set").asText();
        for (Path at = folder.toAbsolutePath().getParent(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(name))) {
                return at.resolve(name);
            }
        }
        throw new EngineException(folder + " needs the folder " + name + " beside it: copy it too");
    }

    int number(String name) {
        if (!json.path(name).isNumber()) {
            throw new EngineException(folder + " does not say its " + name);
        }
        return json.path(name).asInt();
    }

    Optional<Npy> array(String name) {
        Path file = folder.resolve(name + ".npy");
        return Files.exists(file) ? Optional.of(Npy.read(file)) : Optional.empty();
    }

    Npy required(String name) {
        return array(name).orElseThrow(() -> new EngineException(folder + " has no array " + name));
    }

    /** Numbers of any of these names: an array, a list in the case, or one of its scalars. */
    double[] numbers(String... names) {
        for (String name : names) {
            Optional<Npy> array = array(name);
            if (array.isPresent()) {
                float[] values = array.get().values();
                double[] numbers = new double[values.length];
                Arrays.setAll(numbers, i -> values[i]);
                return numbers;
            }
            JsonNode list = json.path(name).isArray()
                    ? json.path(name)
                    : json.path("scalars").path(name).path("values");
            if (list.isArray()) {
                return Json.numbers(list);
            }
        }
        throw new EngineException(folder + " has none of " + String.join(", ", names));
    }

    /** The rows of an array's leading sides, so many of them. */
    static List<float[]> rows(Npy array, int leading) {
        int[] shape = array.shape();
        int count = 1;
        for (int side = 0; side < leading; side++) {
            count *= shape[side];
        }
        int length = count == 0 ? 0 : array.values().length / count;
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Arrays.copyOfRange(array.values(), i * length, (i + 1) * length));
        }
        return rows;
    }

    LatentShape latent() {
        return new LatentShape(number("latent_channels"), number("latent_height"), number("latent_width"));
    }

    CacheShape cache() {
        return new CacheShape(
                number("layers"),
                number("K"),
                number("sinks"),
                number("tokens_per_frame") * number("heads") * number("head_dim"));
    }

    /** The reference's rules, or those that are meant. */
    DenoiseRules rules(boolean compat) {
        double threshold = json.path("thr").asDouble();
        return new DenoiseRules(FlowSchedule.WAN, threshold > -1 ? (float) threshold : Float.NaN, compat);
    }

    StepTimes times() {
        JsonNode said = json.path("step_list");
        double[] times = Json.numbers(said.isArray() ? said : said.path("at_prepare"));
        if (times.length > 0) {
            float[] exact = new float[times.length];
            for (int i = 0; i < exact.length; i++) {
                exact[i] = (float) times[i];
            }
            return StepTimes.exactly(exact);
        }
        boolean fromNoise = json.path("t2v").asBoolean();
        return StepTimes.of(
                fromNoise ? FROM_NOISE : StepTimes.VIDEO_TO_VIDEO,
                number("steps"),
                json.path("warp").asBoolean(),
                fromNoise,
                FlowSchedule.WAN);
    }

    /** Positions go on up to any number where the case says nothing of a refresh. */
    int refreshAt() {
        return json.path("t_refresh").asInt(Integer.MAX_VALUE);
    }
}
