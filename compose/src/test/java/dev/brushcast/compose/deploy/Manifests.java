package dev.brushcast.compose.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The objects of {@code kubernetes/}, as their files say. */
final class Manifests {

    static final Path FOLDER = Path.of("kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifests() {}

    /** What kustomize is told. */
    static JsonNode kustomization() {
        return documents(FOLDER.resolve("kustomization.yaml")).getFirst();
    }

    /** Every object of the files that it names. */
    static List<JsonNode> objects() {
        return texts(kustomization().get("resources")).stream()
                .flatMap(file -> documents(FOLDER.resolve(file)).stream())
                .toList();
    }

    static Stream<JsonNode> ofKind(String kind) {
        return objects().stream().filter(object -> object.get("kind").asText().equals(kind));
    }

    /** What pods are made from. */
    static List<JsonNode> workloads() {
        return objects().stream()
                .filter(object -> object.at("/spec/template/spec/containers").isArray())
                .toList();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    /** Each of ours has one container. */
    static JsonNode container(JsonNode workload) {
        return pod(workload).at("/containers/0");
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static List<JsonNode> documents(Path file) {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(text(file))) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
