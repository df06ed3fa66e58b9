package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.compose.cli.Brushcast;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** What of docker-compose.yml can be held to its promises without a container engine. */
class ClusterFileTest {

    private static final JsonNode FILE = read("docker-compose.yml");
    private static final Map<String, JsonNode> SERVICES = services();

    @TestFactory
    Stream<DynamicTest> everyCommandIsOneThatTheCommandLineTakes() {
        return SERVICES.entrySet().stream()
                .filter(service -> service.getValue().has("command"))
                .map(service -> DynamicTest.dynamicTest(service.getKey(), () -> {
                    String[] command = texts(service.getValue().get("command")).stream()
                            .map(word -> word.replaceAll("\\$\\{\\w+:-([^}]*)}", "$1"))
                            .toArray(String[]::new);
                    assertThatCode(() -> Brushcast.commandLine().parseArgs(command))
                            .doesNotThrowAnyException();
                }));
    }

    @Test
    void everyServiceSaysWhetherItIsWellOrEnds() {
        assertThat(SERVICES)
                .allSatisfy((name, service) ->
                        assertThat(service.get("healthcheck")).as(name).isNotNull());
    }

    @Test
    void everyImageIsOneOfAVersion() {
        assertThat(SERVICES).allSatisfy((name, service) -> {
            String image = service.get("image").asText();
            if (!image.equals("brushcast")) {
                assertThat(image)
                        .as(name)
                        .containsPattern(":v?\\d+\\.\\d+\\.\\d+")
                        .doesNotEndWith(":latest");
            }
        });
    }

    @Test
    void onlyThePlayersPortIsOpenToOtherMachines() {
        List<String> open = SERVICES.values().stream()
                .filter(service -> service.has("ports"))
                .flatMap(service -> texts(service.get("ports")).stream())
                .filter(port -> !port.startsWith("127.0.0.1:") && !port.startsWith("${PUBLISH_ADDRESS:-127.0.0.1}:"))
                .toList();

        assertThat(open).containsExactly("8080:8080");
    }

    @Test
    void prometheusReachesEveryServiceThatItAsks() {
        JsonNode asked = read("docker/prometheus/prometheus.yml").at("/scrape_configs/0/dns_sd_configs/0/names");

        assertThat(texts(asked))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(texts(service(name).get("command")))
                        .as(name)
                        .containsSubsequence("--ops-host", "0.0.0.0", "--ops-port", "9100"));
    }

    @Test
    void aBrokersDataIsOnItsVolume() {
        String folder = FILE.at("/x-broker-environment/KAFKA_LOG_DIRS").asText();

        assertThat(List.of("kafka-1", "kafka-2", "kafka-3"))
                .allSatisfy(
                        name -> assertThat(texts(service(name).get("volumes"))).containsExactly(name + ":" + folder));
    }

    @Test
    void theFrontDoorAsksControlWhoMayDoWhatAndIngestReadsThere() {
        JsonNode door = read("docker/mediamtx/mediamtx.yml");

        assertThat(door.get("authMethod").asText()).isEqualTo("http");
        assertThat(door.get("authHTTPExclude")).isEmpty();
        assertThat(door.get("authHTTPAddress").asText()).isEqualTo("http://control:8090/api/v1/publishers");
        assertThat(texts(service("control").get("command"))).containsSubsequence("--port", "8090", "--tokens");
        assertThat(texts(service("ingest").get("command")))
                .contains("--hosted")
                .anyMatch(word ->
                        word.endsWith("@mediamtx" + door.get("rtspAddress").asText() + "/{id}"));
        assertThat(texts(service("egress").get("command"))).contains("--hosted");
    }

    @Test
    void thePageMayPlayWhatEgressServesAndPublishAtTheDoorOfIngest() {
        String page = "http://localhost:8090";

        assertThat(texts(service("control").get("ports"))).containsExactly("127.0.0.1:8090:8090");
        assertThat(texts(service("egress").get("command"))).containsSubsequence("--cors", page);
        assertThat(texts(service("ingest").get("command"))).containsSubsequence("--publish-origin", page);
        assertThat(texts(service("control").get("command")))
                .containsSubsequence("--viewer-url", "http://localhost:8080/streams/{id}/")
                .containsSubsequence("--publish-url", "http://localhost:8081/publish/{id}");
    }

    @Test
    void noPasswordIsInAFile() {
        assertThat(read("docker/control/tokens.yaml").get("tokens"))
                .isNotEmpty()
                .allSatisfy(token -> assertThat(token.get("token").asText()).matches("\\$\\{[A-Z_]+}"));
        for (String name : List.of("ADMIN_TOKEN", "INGEST_TOKEN")) {
            assertThat(service("control").at("/environment/" + name).asText()).startsWith("${" + name + ":?");
        }
        assertThat(service("grafana")
                        .at("/environment/GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void theImagesUserOwnsTheFolderOfTheOutput() throws IOException {
        String target = texts(service("egress").get("volumes")).getFirst().substring("egress:".length());

        for (String file : List.of("docker/Dockerfile", "docker/Dockerfile.gpu")) {
            String dockerfile = Files.readString(Path.of(file));
            int owned = dockerfile.indexOf("chown brushcast: " + target);
            assertThat(owned).as(file).isPositive().isLessThan(dockerfile.indexOf("USER 10001"));
        }
    }

    private static JsonNode service(String name) {
        return Objects.requireNonNull(SERVICES.get(name), name);
    }

    private static Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        FILE.get("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(String file) {
        try {
            Object merged = new Yaml().load(Files.readString(Path.of(file)));
            return new ObjectMapper().valueToTree(merged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
