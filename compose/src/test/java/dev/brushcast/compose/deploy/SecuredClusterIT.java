package dev.brushcast.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.Topics;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** docker-compose.secured.yml: what it changes, and its brokers' settings, secrets and logins on a real broker. */
class SecuredClusterIT {

    private static final JsonNode BASE =
            Manifests.documents(Path.of("docker-compose.yml")).getFirst().get("services");
    private static final JsonNode FILE =
            Manifests.documents(Path.of("docker-compose.secured.yml")).getFirst();
    private static final JsonNode SECURED = FILE.get("services");
    private static final List<String> LOGINS = List.of("topics", "control", "ingest", "worker", "egress");

    @TempDir
    Path folder;

    @Test
    void eachServiceDoesWhatItDidWithALoginOfItsOwn() {
        assertThat(LOGINS).allSatisfy(login -> {
            JsonNode service = SECURED.get(login);
            List<String> command =
                    new ArrayList<>(Manifests.texts(BASE.get(login).get("command")));
            command.addAll(List.of("--kafka-config", "/etc/brushcast/client.properties"));

            assertThat(Manifests.texts(service.get("command"))).isEqualTo(command);
            assertThat(service.at("/environment/KAFKA_USER").asText()).isEqualTo(login);
            assertThat(service.at("/secrets/1/source").asText()).isEqualTo(login);
            assertThat(service.at("/secrets/1/target").asText()).isEqualTo("password");
            assertThat(service.get("secrets")).hasSize(2);
        });
        assertThat(SECURED.at("/rights/command/0").asText()).contains("for login in " + String.join(" ", LOGINS));
        assertThat(Manifests.text(Path.of("docker/kafka/client.properties"))
                        .replace("/run/secrets/", "/run/secrets/kafka/"))
                .contains(settingsOf(Manifests.FOLDER.resolve("config/client.properties")));
    }

    private static List<String> settingsOf(Path file) {
        return Manifests.text(file)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void theBrokersTakeTheirSettingsAndTheLoginsWorkAndNoOthers() throws Exception {
        makeSecrets();
        Set<String> declared = new TreeSet<>();
        FILE.get("secrets").properties().forEach(secret -> declared.add(secret.getKey()));
        assertThat(declared)
                .allSatisfy(secret -> assertThat(folder.resolve(secret)).isNotEmptyFile());

        int brokers = freePort();
        int clients = freePort();
        int controller = freePort();
        Map<String, String> settings = settings();
        settings.put(
                "listeners",
                Objects.requireNonNull(settings.get("listeners"))
                        .replace("//:9091", "//localhost:" + brokers)
                        .replace("//:9092", "//localhost:" + clients)
                        .replace("//:9093", "//localhost:" + controller));
        settings.put("advertised.listeners", "BROKERS://localhost:" + brokers + ",CLIENTS://localhost:" + clients);
        settings.put("controller.quorum.voters", "1@localhost:" + controller);
        Path data = folder.resolve("data");
        EmbeddedKafka kafka = EmbeddedKafka.start(new EmbeddedKafkaConfig(data, 0, Topics.MAX_RECORD_BYTES, settings));
        try {
            String admin = "localhost:" + brokers;
            for (String login : List.of("topics", "worker")) {
                assertThat(said(
                                "rights",
                                "--bootstrap",
                                admin,
                                "--kafka-config",
                                mounted("admin.properties", login),
                                "--service",
                                login,
                                "--principal",
                                "User:" + login,
                                "--password",
                                "${file:" + folder.resolve(login) + "}",
                                "--apply",
                                "--revoke"))
                        .contains("the password is set");
            }
            String bootstrap = "localhost:" + clients;
            assertThat(said(
                            "topics",
                            "create",
                            "--bootstrap",
                            bootstrap,
                            "--slots",
                            "1",
                            "--kafka-config",
                            mounted("client.properties", "topics")))
                    .contains("source-video");
            assertThat(said(
                            "topics",
                            "create",
                            "--bootstrap",
                            bootstrap,
                            "--slots",
                            "2",
                            "--topic-prefix",
                            "mine.",
                            "--kafka-config",
                            mounted("client.properties", "worker")))
                    .startsWith("brushcast: The login has no right on");
            assertThat(said("topics", "describe", "--bootstrap", bootstrap)).contains("speaks TLS only");
            assertThat(said(
                            "topics",
                            "describe",
                            "--bootstrap",
                            admin,
                            "--kafka",
                            "security.protocol=SSL",
                            "--kafka",
                            "ssl.truststore.type=PEM",
                            "--kafka",
                            "ssl.truststore.location=" + folder.resolve("ca.pem")))
                    .contains("the broker wants another certificate of its clients");
        } finally {
            kafka.close();
        }
    }

    /** The environment of the brokers as the image makes settings of it. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        FILE.get("x-broker-environment").properties().forEach(variable -> {
            String name = variable.getKey()
                    .substring("KAFKA_".length())
                    .toLowerCase(Locale.ROOT)
                    .replace("___", "-")
                    .replace("__", "\0")
                    .replace('_', '.')
                    .replace('\0', '_');
            settings.put(name, variable.getValue().asText().replace("$$", "$").replace("/run/secrets/", folder + "/"));
        });
        return settings;
    }

    /** A file of settings as a container of that login sees it. */
    private String mounted(String file, String login) throws IOException {
        String text = Files.readString(Path.of("docker/kafka", file))
                .replace("${KAFKA_USER}", login)
                .replace("/run/secrets/password", folder.resolve(login).toString())
                .replace("/run/secrets/", folder + "/");
        return Files.writeString(folder.resolve(login + "-" + file), text).toString();
    }

    private void makeSecrets() throws Exception {
        boolean openssl = Stream.of("/usr/bin/openssl", "/usr/local/bin/openssl")
                .anyMatch(file -> Files.isExecutable(Path.of(file)));
        assumeTrue(openssl, "there is no OpenSSL");
        Process script = new ProcessBuilder("docker/kafka/secrets.sh", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).isZero();
    }

    private static String said(String... words) {
        StringWriter said = new StringWriter();
        CommandLine command = Brushcast.commandLine();
        command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        command.execute(words);
        return said.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
