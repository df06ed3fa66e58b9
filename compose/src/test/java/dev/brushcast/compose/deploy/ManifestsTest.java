package dev.brushcast.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.kit.ops.OpsRoutes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the manifests for Kubernetes can be held to its promises without a cluster. */
class ManifestsTest {

    private static final Set<String> PROBES = Set.of("startupProbe", "livenessProbe", "readinessProbe");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");
    private static final Pattern IN_FILE = Pattern.compile("\\$\\{file:([^}]+)}");

    static Stream<Workload> all() {
        return Workload.all();
    }

    static Stream<Workload> ours() {
        return Workload.ours();
    }

    static Stream<Workload> services() {
        return Workload.services();
    }

    @Test
    void everyServiceIsThere() {
        assertThat(services()).extracting(Workload::toString).contains("control", "ingest", "worker", "egress");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyCommandIsOneThatTheCommandLineTakes(Workload workload) {
        Map<String, String> environment = environment(workload);
        String[] command = workload.args().stream()
                .map(word -> VARIABLE.matcher(word)
                        .replaceAll(match -> environment.getOrDefault(match.group(1), "$1 is not there")))
                .map(word -> IN_FILE.matcher(word).replaceAll("secret"))
                .toArray(String[]::new);

        assertThatCode(() -> Brushcast.commandLine().parseArgs(command)).doesNotThrowAnyException();
        assertThat(String.join(" ", command)).doesNotContain("is not there");
    }

    /** What {@code envFrom} and {@code env} bring. */
    private static Map<String, String> environment(Workload workload) {
        Map<String, String> environment = new HashMap<>();
        workload.container().path("envFrom").forEach(from -> {
            String map = from.at("/configMapRef/name").asText();
            generator(map).path("literals").forEach(literal -> {
                String[] parts = literal.asText().split("=", 2);
                environment.put(parts[0], parts[1]);
            });
        });
        workload.container()
                .path("env")
                .forEach(variable -> environment.put(
                        variable.get("name").asText(), variable.get("value").asText()));
        return environment;
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyProbeAsksAPageThatTheServiceHas(Workload service) {
        Set<String> pages = OpsRoutes.PATHS;
        boolean control = service.args().getFirst().equals("control");
        int port = Integer.parseInt(service.argument(control ? "--port" : "--ops-port"));
        assertThat(service.argument(control ? "--host" : "--ops-host")).isEqualTo("0.0.0.0");

        assertThat(PROBES).allSatisfy(probe -> {
            JsonNode asked = service.container().at("/" + probe + "/httpGet");
            assertThat(pages).contains(asked.path("path").asText());
            assertThat(service.ports()).containsEntry(asked.path("port").asText(), port);
        });
        assertThat(service.container().at("/livenessProbe/httpGet/path").asText())
                .isEqualTo("/livez");
        assertThat(service.container().at("/readinessProbe/httpGet/path").asText())
                .isEqualTo("/readyz");
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyIsRootOrWritesWhereNobodyShould(Workload workload) {
        JsonNode pod = workload.pod().get("securityContext");
        JsonNode container = workload.container().get("securityContext");

        assertThat(pod.get("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.get("runAsUser").asInt()).isPositive();
        assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.get("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(Manifests.texts(container.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(workload.pod().get("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(workload.container().at("/resources/limits/memory").asText()).matches("\\d+[MG]i");
    }

    /** Native libraries are unpacked, and stores are kept, where one can write: zopdev/helm-charts#316. */
    @ParameterizedTest
    @MethodSource("ours")
    void whatWeWriteIsOnAVolume(Workload workload) {
        Set<String> writable = StreamSupport.stream(
                        workload.container().get("volumeMounts").spliterator(), false)
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.get("mountPath").asText())
                .collect(Collectors.toSet());
        assertThat(writable).contains("/tmp");
        Stream.concat(
                        Stream.of("--state", "--output")
                                .filter(option -> workload.args().contains(option))
                                .map(workload::argument),
                        Stream.ofNullable(environment(workload).get("XDG_CACHE_HOME")))
                .forEach(path -> assertThat(writable).anyMatch(path::startsWith));
        if (!List.of("topics", "control").contains(workload.args().getFirst())) {
            assertThat(environment(workload)).containsKey("XDG_CACHE_HOME");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyVolumeIsOfSomethingThatThereIs(Workload workload) {
        Set<String> volumes = new HashSet<>();
        workload.pod()
                .get("volumes")
                .forEach(volume -> volumes.add(volume.get("name").asText()));
        workload.object()
                .at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        workload.container()
                .get("volumeMounts")
                .forEach(mount -> assertThat(volumes).contains(mount.get("name").asText()));

        String readme = Manifests.text(Manifests.FOLDER.resolve("README.md"));
        workload.pod().get("volumes").forEach(volume -> {
            if (volume.has("configMap")) {
                generator(volume.at("/configMap/name").asText());
            }
            if (volume.has("secret")) {
                String secret = volume.at("/secret/secretName").asText();
                assertThat(readme).contains("create secret generic " + secret);
                volume.at("/secret/items")
                        .forEach(item -> assertThat(readme)
                                .as(secret)
                                .contains("--from-file=" + item.get("key").asText()));
            }
            if (volume.has("persistentVolumeClaim")) {
                assertThat(readme)
                        .contains("`"
                                + volume.at("/persistentVolumeClaim/claimName").asText() + "`");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyFileThatIsNamedIsMounted(Workload workload) {
        Set<String> files = new TreeSet<>();
        workload.container().get("volumeMounts").forEach(mount -> {
            String at = mount.get("mountPath").asText();
            workload.pod().get("volumes").forEach(volume -> {
                if (volume.get("name").equals(mount.get("name"))) {
                    volume.at("/secret/items")
                            .forEach(item ->
                                    files.add(at + "/" + item.get("path").asText()));
                    if (volume.has("configMap")) {
                        generator(volume.at("/configMap/name").asText())
                                .path("files")
                                .forEach(file -> files.add(
                                        at + "/" + Path.of(file.asText()).getFileName()));
                    }
                }
            });
        });
        Set<String> named = new TreeSet<>();
        Stream.of("--kafka-config", "--tokens")
                .filter(option -> workload.args().contains(option))
                .map(workload::argument)
                .forEach(file -> {
                    named.add(file);
                    inFile(Manifests.text(Manifests.FOLDER
                                    .resolve("config")
                                    .resolve(Path.of(file).getFileName())))
                            .forEach(named::add);
                });
        workload.args().forEach(word -> inFile(word).forEach(named::add));

        assertThat(named).contains("/run/secrets/kafka/password");
        assertThat(files).containsAll(named);
    }

    private static Stream<String> inFile(String text) {
        return IN_FILE.matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void whatSelectsPodsSelectsSome() {
        Set<Map<String, String>> pods = all().map(
                        workload -> labels(workload.object().at("/spec/template/metadata/labels")))
                .collect(Collectors.toSet());
        Manifests.objects().forEach(object -> {
            for (String at : List.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels")) {
                if (object.at(at).isObject()) {
                    assertThat(pods).as(Manifests.name(object)).anyMatch(has(labels(object.at(at))));
                }
            }
            object.at("/spec/podSelector/matchExpressions")
                    .forEach(expression -> expression
                            .get("values")
                            .forEach(value -> assertThat(pods)
                                    .anyMatch(has(Map.of(expression.get("key").asText(), value.asText())))));
        });
        Manifests.ofKind("Service").forEach(service -> {
            Map<String, String> selector = labels(service.at("/spec/selector"));
            Workload behind = all().filter(workload ->
                            has(selector).test(labels(workload.object().at("/spec/template/metadata/labels"))))
                    .findFirst()
                    .orElseThrow();
            service.at("/spec/ports")
                    .forEach(port -> assertThat(behind.ports())
                            .containsKey(port.get("targetPort").asText()));
        });
    }

    @Test
    void configurationThatIsThereTwiceIsTheSame() {
        assertThat(Manifests.text(Manifests.FOLDER.resolve("config/mediamtx.yml"))
                        .replace("front-door", "mediamtx"))
                .isEqualTo(Manifests.text(Path.of("docker/mediamtx/mediamtx.yml")));
        assertThat(Manifests.ofKind("PrometheusRule").findFirst().orElseThrow().at("/spec/groups"))
                .isEqualTo(Manifests.documents(Path.of("docker/prometheus/alerts.yml"))
                        .getFirst()
                        .get("groups"));
    }

    private static Predicate<Map<String, String>> has(Map<String, String> wanted) {
        return labels -> labels.entrySet().containsAll(wanted.entrySet());
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new HashMap<>();
        node.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** A config map that kustomize makes. */
    private static JsonNode generator(String name) {
        return StreamSupport.stream(
                        Manifests.kustomization().get("configMapGenerator").spliterator(), false)
                .filter(made -> made.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no config map is called " + name));
    }
}
