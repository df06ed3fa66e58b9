package dev.brushcast.compose.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A service of {@code brushcast}'s, or a server beside it. */
record Workload(JsonNode object) {

    JsonNode pod() {
        return Manifests.pod(object);
    }

    JsonNode container() {
        return Manifests.container(object);
    }

    boolean isOurs() {
        return container().get("image").asText().startsWith("brushcast");
    }

    List<String> args() {
        return Manifests.texts(container().path("args"));
    }

    String argument(String option) {
        return args().get(args().indexOf(option) + 1);
    }

    Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        container()
                .path("ports")
                .forEach(port -> ports.put(
                        port.get("name").asText(), port.get("containerPort").asInt()));
        return ports;
    }

    @Override
    public String toString() {
        return Manifests.name(object);
    }

    static Stream<Workload> all() {
        return Manifests.workloads().stream().map(Workload::new);
    }

    static Stream<Workload> ours() {
        return all().filter(Workload::isOurs);
    }

    static Stream<Workload> services() {
        return ours().filter(workload -> !workload.object().get("kind").asText().equals("Job"));
    }
}
