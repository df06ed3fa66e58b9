package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.json.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON files of recorded vectors. */
public final class Json {

    private Json() {}

    /** @throws EngineException if the file cannot be read or is of another format */
    static JsonNode read(Path file, String format) {
        JsonNode json = JsonFile.object(file, "copy the recorded vectors again");
        if (!json.path("format").asText().equals(format)) {
            throw new EngineException(file + " has format " + json.path("format") + ", expected " + format);
        }
        return json;
    }

    /** The numbers of a list. */
    public static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    /** The whole numbers of a list. */
    public static List<Integer> integers(JsonNode list) {
        List<Integer> integers = new ArrayList<>();
        list.forEach(value -> integers.add(value.asInt()));
        return integers;
    }
}
