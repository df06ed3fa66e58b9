package dev.brushcast.compose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.Certificates;
import dev.brushcast.kafkaundertest.TlsKafka;
import dev.brushcast.kafkaundertest.TlsPort;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaProperties;
import dev.brushcast.kit.kafka.ServiceRights;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Logins and rights by the command line, on a broker with TLS, SCRAM and rights that are enforced. */
class RightsCommandIT {

    private static final String PASSWORD = "correct horse \"battery\" \\staple";

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static TlsKafka kafka;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void startKafka() {
        kafka = TlsKafka.start();
        try (Admin admin = admin()) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(1, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void aLoginIsMadeGrantedTwiceAndTakenAway() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        assertThat(describeTopics(kafka.settings("styler", password))).isEqualTo(1);
        assertThat(said(errors)).startsWith("brushcast: Kafka refuses the login (");

        assertThat(rights("styler", "style", "--apply", "--password", "${file:" + password + "}"))
                .isZero();
        assertThat(said(out))
                .contains("User:styler: the password is set", "User:styler: granted: topic styles: Read, Write")
                .doesNotContain("horse");

        assertThat(rights("styler", "style", "--apply")).isZero();
        assertThat(said(out))
                .isEqualTo("User:styler: " + rightsOf(ServiceRights.STYLE) + " rights were granted already");

        assertThat(describeTopics(kafka.settings("styler", password))).isEqualTo(1);
        assertThat(said(errors)).startsWith("brushcast: The login has no right on topic");

        assertThat(rights("styler", "topics", "--apply", "--revoke")).isZero();
        assertThat(said(out))
                .contains(
                        "User:styler: revoked: topic styles: Read, Write", "User:styler: revoked: topic events: Read");
        assertThat(describeTopics(kafka.settings("styler", password))).isZero();
        assertThat(said(errors)).isEmpty();
    }

    /** Each of several, of every kind, and nobody else's: StephenSorriaux/ansible-kafka-admin#190, michelin/ns4kafka#417. */
    @Test
    void whatIsNotNeededAnyMoreIsTakenAwayAndNothingOfOthers() {
        assertThat(rights("other", "worker", "--apply")).isZero();
        assertThat(rights("many", "worker", "--service", "control", "--apply")).isZero();
        said(out);

        assertThat(rights("many", "egress")).isZero();
        assertThat(said(out))
                .contains("missing: group egress-hosts: Read", "needless: transactional id control-*: Write");
        assertThat(rights("many", "egress", "--apply", "--revoke")).isZero();
        assertThat(said(out))
                .contains("revoked: transactional id control-*: Write", "revoked: group brushcast-worker: Read");
        assertThat(rights("many", "egress")).isZero();
        assertThat(said(out))
                .isEqualTo("User:many: " + rightsOf(ServiceRights.EGRESS) + " rights were granted already");
        assertThat(rights("other", "worker")).isZero();
        assertThat(said(out)).doesNotContain("missing");
    }

    @Test
    void whatAWiderRightAllowsIsSaidAndLeftAlone() {
        assertThat(rights("wide", "installation", "--topic-prefix", "team", "--apply"))
                .isZero();
        said(out);

        assertThat(rights("wide", "style", "--topic-prefix", "team-a.", "--apply", "--revoke"))
                .isZero();
        assertThat(said(out)).contains("wider than needed, and left alone: topic team*: Read, Write, Create");
        assertThat(rights("wide", "installation", "--topic-prefix", "team")).isZero();
        assertThat(said(out)).doesNotContain("missing").contains("needless: topic team-a.styles");
    }

    @Test
    void whatIsWrongWithTheConnectionIsOneLineThatSaysWhatToDo() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "wrong");
        Certificates others = Certificates.in(folder);

        assertThat(describeTopics(kafka.settings("admin", password))).isEqualTo(1);
        assertThat(said(errors))
                .startsWith("brushcast: Kafka refuses the login (")
                .endsWith("check the user and the password in sasl.jaas.config")
                .doesNotContain("wrong");

        assertThat(describeTopics(kafka.adminSettings(), "--kafka", "ssl.truststore.location=" + others.authority()))
                .isEqualTo(1);
        assertThat(said(errors))
                .startsWith("brushcast: There is no encrypted connection to Kafka (")
                .contains("by an authority that is not trusted here");

        assertThat(describeTopics(
                        "127.0.0.1" + kafka.bootstrapServers().replace("localhost", ""), kafka.adminSettings()))
                .isEqualTo(1);
        assertThat(said(errors)).contains("the broker's certificate is for another name");

        try (TlsPort expired = TlsPort.open(kafka.certificates().expired())) {
            assertThat(describeTopics(expired.address(), kafka.adminSettings())).isEqualTo(1);
        }
        assertThat(said(errors)).contains("the broker's certificate has expired, renew it");
    }

    @Test
    void aSecretByKafkasOwnProvidersIsLookedUpByItsClients() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "by-kafka");
        assertThat(rights("provided", "topics", "--apply", "--password", "${file:" + password + "}"))
                .isZero();
        Path settings = Files.writeString(
                folder.resolve("client.properties"),
                Files.readString(kafka.settings("provided", password))
                                .replace("${file:" + password + "}", "${directory:" + folder + ":password}")
                        + """
                        config.providers=directory
                        config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
                        """);

        assertThat(describeTopics(settings)).isZero();
        assertThat(said(errors)).isEmpty();
    }

    private static int rightsOf(ServiceRights service) {
        return ServiceRights.of(List.of(service), "u", Topics.UNPREFIXED, "g").size();
    }

    private int rights(String user, String service, String... more) {
        List<String> words = new ArrayList<>(List.of("rights", "--service", service, "--principal", "User:" + user));
        words.addAll(connection(kafka.bootstrapServers(), kafka.adminSettings()));
        words.addAll(List.of(more));
        return execute(words);
    }

    private int describeTopics(Path settings, String... more) {
        List<String> words = new ArrayList<>(List.of("topics", "describe"));
        words.addAll(connection(kafka.bootstrapServers(), settings));
        words.addAll(List.of(more));
        return execute(words);
    }

    private int describeTopics(String bootstrap, Path settings) {
        List<String> words = new ArrayList<>(List.of("topics", "describe"));
        words.addAll(connection(bootstrap, settings));
        return execute(words);
    }

    private static List<String> connection(String bootstrap, Path settings) {
        return List.of("--bootstrap", bootstrap, "--kafka-config", settings.toString());
    }

    private int execute(List<String> words) {
        CommandLine command = Brushcast.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
        return command.execute(words.toArray(String[]::new));
    }

    /** What was said since the last time. */
    private static String said(StringWriter where) {
        String said = where.toString().strip();
        where.getBuffer().setLength(0);
        return said;
    }

    private static Admin admin() {
        return new KafkaClients(
                        new KafkaConnection(
                                kafka.bootstrapServers(), null, KafkaProperties.read(kafka.adminSettings(), Map.of())),
                        AvroSerdes.builtIn())
                .admin("test");
    }
}
