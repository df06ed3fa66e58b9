package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Token ids of odd prompts ({@code tokenizer_ids.json}); where the reference's tokenizers disagree any of them is right. */
final class TokenizerTable {

    static final String FILE = "tokenizer_ids.json";
    private static final String SMALL = "small";
    private static final String TURBO = "small_turbo";
    private static final Map<String, String> FOLDERS =
            Map.of(SMALL, "models/tiny-sd15/tokenizer", TURBO, "models/tiny-turbo/tokenizer", "clip", "tokenizer-clip");

    private TokenizerTable() {}

    static CaseReport run(Path file) {
        JsonNode table = Json.read(file, "streamdiffusion-v1-tokenizer/1");
        int length = table.path("max_length").asInt();
        CaseReport report = new CaseReport();
        List<String> names = Stream.of(SMALL, TURBO, "clip")
                .filter(name -> Files.isDirectory(folder(file, name)))
                .toList();
        if (names.isEmpty()) {
            throw new CannotRunException("none of the folders " + FOLDERS.values() + " is beside it");
        }
        for (String name : names) {
            int wrong = 0;
            String first = "";
            try (Tokenizer tokenizer = Tokenizer.read(folder(file, name), length)) {
                for (JsonNode text : table.path("cases")) {
                    int[] ids = tokenizer.encode(text.path("text").asText());
                    if (!accepted(text, name, ids)) {
                        first = wrong++ == 0 ? text.path("text") + " gives " + Arrays.toString(ids) : first;
                    }
                }
            }
            report.exact(
                    name + " ids",
                    wrong == 0,
                    wrong + " of " + table.path("cases").size() + ", first " + first);
        }
        return report;
    }

    private static Path folder(Path file, String name) {
        return file.resolveSibling(FOLDERS.getOrDefault(name, name));
    }

    private static boolean accepted(JsonNode text, String name, int[] ids) {
        // Given for this tokenizer only where it differs from the other of the same vocabulary.
        String key = name.equals(TURBO) && !text.has(TURBO) ? SMALL : name;
        for (String variant : List.of("", "_without_ftfy", "_fast")) {
            JsonNode want = text.path(key + variant);
            if (want.isArray()
                    && Arrays.equals(
                            ids, Json.integers(want).stream().mapToInt(i -> i).toArray())) {
                return true;
            }
        }
        return false;
    }
}
