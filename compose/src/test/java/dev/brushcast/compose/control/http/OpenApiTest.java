package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.picture.Frames;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.contract.avro.StreamEventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API, held to what is answered: every route, and every status by a request that gets it. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Set<String> OPERATORS_PAGES = Set.of("GET /livez", "GET /readyz", "GET /metrics");
    private static final String STREAMS = "/api/v1/streams";
    private static final String PICTURES = "/api/v1/pictures";
    private static final String KEY = "a-key-of-the-tests";
    private static final String CAM = STREAMS + "/cam";

    @TempDir
    private Path folder;

    @Test
    void everyRouteIsDescribedWithItsRoleAndNoOtherOne() throws IOException {
        Map<String, String> described = new TreeMap<>();
        operations()
                .forEach((operation, node) ->
                        described.put(operation, node.path("description").asText()));
        described.keySet().removeAll(OPERATORS_PAGES);
        Map<String, String> routes = new TreeMap<>();
        try (ApiUnderTest api = new ApiUnderTest(folder)) {
            api.api.routes().forEach(route -> routes.put(route.method() + " " + route.template(), said(route.role())));
        }

        assertThat(described).isEqualTo(routes);
    }

    @Test
    void everyKindOfEventIsDescribed() throws IOException {
        JsonNode described =
                Papers.JSON.readTree(ControlApi.description()).at("/components/schemas/Event/properties/type/enum");

        assertThat(described)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(Stream.of(StreamEventType.values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static String said(@Nullable Role role) {
        return role == null ? "Without a token." : "Role: " + role.name().toLowerCase(Locale.ROOT) + ".";
    }

    @Test
    void everyStatusThatIsDescribedIsAnsweredAndNoOtherOne() throws IOException {
        Map<String, Set<String>> described = new TreeMap<>();
        operations().forEach((operation, node) -> {
            Set<String> codes = new TreeSet<>();
            node.path("responses").fieldNames().forEachRemaining(codes::add);
            described.put(operation, codes);
        });

        Map<String, Set<String>> answered = new TreeMap<>();
        for (String operation : described.keySet()) {
            try (ApiUnderTest api = new ApiUnderTest(folder)) {
                answered.put(operation, new Asking(api, operation).statuses());
            }
        }

        assertThat(answered).isEqualTo(described);
    }

    /** All requests of one operation, each meant for one status. */
    private static final class Asking {

        private final ApiUnderTest api;
        private final String method;
        private final String template;
        private final String path;
        private final Set<String> statuses = new TreeSet<>();

        Asking(ApiUnderTest api, String operation) {
            this.api = api;
            this.method = operation.split(" ", -1)[0];
            this.template = operation.split(" ", -1)[1];
            this.path = template.replace("{id}", "cam").replace("{name}", outputName())
                    + (template.equals(PICTURES) ? "?stream=cam" : "");
        }

        /** A stream with an output, on which there is something to do. */
        private String outputName() {
            if (!template.equals(STREAMS)) {
                String source = template.contains("publish") ? "publish:" + KEY : "testsrc";
                api.send("POST", STREAMS, "{\"id\": \"cam\", \"ingest\": {\"source\": \"" + source + "\"}}");
                api.send("PUT", CAM + "/style?wait=0", "{\"prompts\": [\"oil\"]}");
                String location = api.send("POST", CAM + "/outputs", "{\"url\": \"rtmp://93.184.216.34/live/k\"}")
                        .header("Location");
                return location.substring(location.lastIndexOf('/') + 1);
            }
            return "";
        }

        Set<String> statuses() {
            if (!template.equals("/livez") && !template.equals("/readyz") && !template.equals("/metrics")) {
                ask(api.send(method, path + (path.contains("?") ? "&" : "?") + "x=%FF", body()));
                ask(api.sendAs("", method, path, body()));
                ask(api.sendAs(ApiUnderTest.VIEWER, method, path, body(), "If-None-Match", "*"));
                ask(api.send(method, template.replace("{id}", "nobody").replace("{name}", "00000000"), body()));
            }
            if (!body().isEmpty()) {
                ask(api.send(method, path, "{}", "Content-Type", "text/plain"));
                ask(api.send(method, path, "{\"x\": \"" + "x".repeat(Call.MAX_BODY) + "\"}"));
                ask(api.send(method, path, "{\"x\": 1}"));
            }
            ask(api.send(method, path, body(), "If-Match", "\"0\"", "Accept", "application/json"));
            ask(api.send(method, path, "", "Accept", "image/png"));
            ask(api.send(method, path, body(), "Accept", "text/event-stream"));
            ask(api.send(method, path, body(), "Accept", "application/json"));
            if (template.contains("picture")) {
                askForPictures();
            }
            if (template.equals(STREAMS)) {
                ask(api.send(method, path, body().replace("testsrc", "txt2img")));
            }
            if (template.endsWith("/replays")) {
                ask(api.send(method, path, body().replace("1", "2")));
            }
            if (template.endsWith("/publish-key")) {
                api.send("PATCH", CAM, "{\"ingest\": {\"source\": \"testsrc\"}}");
                ask(api.send(method, path, ""));
            }
            if (template.endsWith("/style")) {
                api.styles.answer(new StyleAnswer.None());
                IntStream.range(0, 12).forEach(_ -> ask(api.send(method, path, body())));
            }
            if (body().contains("running") || (template.equals("/api/v1/streams/{id}") && method.equals("PUT"))) {
                api.send("PATCH", CAM, "{\"running\": false}");
                api.serves("small", 1);
                ask(api.send(method, path, body().replace("false", "true")));
            }
            api.log.problem("is away");
            api.events.away(true);
            ask(api.send(method, path, body(), "Accept", "application/json"));
            return statuses;
        }

        private void askForPictures() {
            ask(api.send(method, path.replace("cam", "nobody"), ""));
            api.pictures.show(Frames.frame("cam", 0));
            ask(api.send(method, path, ""));
            api.pictures.full(true);
            ask(api.send(method, path, ""));
            api.pictures.full(false);
        }

        private String body() {
            return switch (method + " " + template) {
                case "POST /api/v1/streams" -> "{\"id\": \"cam\", \"ingest\": {\"source\": \"testsrc\"}}";
                case "PUT /api/v1/streams/{id}" -> "{\"ingest\": {\"source\": \"testsrc\"}}";
                case "PATCH /api/v1/streams/{id}", "PUT /api/v1/streams/{id}/running" -> "{\"running\": false}";
                case "PUT /api/v1/streams/{id}/style", "PATCH /api/v1/streams/{id}/style" -> "{\"prompts\": [\"ink\"]}";
                case "POST /api/v1/streams/{id}/outputs" -> "{\"url\": \"rtmp://93.184.216.35/live/k\"}";
                case "POST /api/v1/streams/{id}/replays" -> "{\"id\": \"again\", \"epoch\": 1}";
                case "POST /api/v1/publishers" ->
                    "{\"action\": \"publish\", \"path\": \"cam\", \"password\": \"" + KEY + "\"}";
                default -> "";
            };
        }

        private void ask(ApiUnderTest.Answer answer) {
            statuses.add(Integer.toString(answer.status()));
            if (answer.status() >= 400 && !template.equals("/readyz")) {
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
            }
        }
    }

    private static Map<String, JsonNode> operations() throws IOException {
        Map<String, JsonNode> operations = new TreeMap<>();
        Papers.JSON
                .readTree(ControlApi.description())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(field -> {
                    if (METHODS.contains(field.getKey())) {
                        operations.put(field.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), field.getValue());
                    }
                }));
        return operations;
    }
}
