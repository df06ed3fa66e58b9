package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.Certificates;
import dev.brushcast.kafkaundertest.SecuredKafka;
import dev.brushcast.kafkaundertest.TlsPort;
import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told who may not, or who asks the wrong way. */
final class KafkaFailuresIT {

    private static final Duration SOON = Duration.ofSeconds(3);

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static SecuredKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = SecuredKafka.start("nobody");
        try (Admin admin = clients(SecuredKafka.loginOf(SecuredKafka.ADMIN)).admin("test")) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(1, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void theRightPasswordIsTaken() {
        clients(SecuredKafka.loginOf("nobody")).requireReachable(Duration.ofSeconds(15));
    }

    @Test
    void aWrongPasswordIsNamed() {
        assertThatThrownBy(() -> clients(SecuredKafka.login("nobody", "wrong")).requireReachable(SOON))
                .isInstanceOf(UserError.class)
                .hasMessage("Kafka refuses the login (Authentication failed: Invalid username or password):"
                        + " check the user and the password in sasl.jaas.config");
    }

    @Test
    void aLoginThatIsMissingIsNamed() {
        assertThatThrownBy(() -> clients(Map.of()).requireReachable(SOON))
                .isInstanceOf(UserError.class)
                .hasMessage("Kafka at " + kafka.bootstrapServers() + " wants a login (PLAIN):"
                        + " set security.protocol=SASL_PLAINTEXT, sasl.mechanism and sasl.jaas.config");
    }

    @Test
    void anotherKindOfLoginIsNamed() {
        Map<String, String> scram = new HashMap<>(SecuredKafka.loginOf("nobody"));
        scram.put("sasl.mechanism", "SCRAM-SHA-256");
        scram.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"b\";");

        assertThatThrownBy(() -> clients(scram).requireReachable(SOON))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Kafka does not offer this kind of login")
                .hasMessageContaining("PLAIN");
    }

    @Test
    void aRightThatIsMissingIsNamedByItsTopic() {
        KafkaClients nobody = clients(SecuredKafka.loginOf("nobody"));

        assertThatThrownBy(() -> new PartitionReader(nobody).read(Topics.UNPREFIXED.styles(), 0, "main", 1, _ -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The login has no right on topic styles: grant it");
        try (Admin admin = nobody.admin("test")) {
            assertThatThrownBy(() -> new TopicProvisioner(admin, Topics.UNPREFIXED).slots())
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("The login has no right on topic streams: grant it");
        }
    }

    @Test
    void plainTextToAPortForTlsIsNamed(@TempDir Path dir) {
        try (TlsPort tls = TlsPort.open(Certificates.in(dir).localhost())) {
            String address = tls.address();
            assertThatThrownBy(() -> at(address, Map.of()).requireReachable(SOON))
                    .isInstanceOf(UserError.class)
                    .hasMessage("Kafka at " + address
                            + " speaks TLS only: set security.protocol=SSL (SASL_SSL with a login)");
        }
    }

    @Test
    void tlsToAPortForPlainTextIsNamed() {
        assertThatThrownBy(() -> clients(Map.of("security.protocol", "SSL")).requireReachable(SOON))
                .isInstanceOf(UserError.class)
                .hasMessage("Kafka at " + kafka.bootstrapServers()
                        + " does not speak TLS: set security.protocol=PLAINTEXT (SASL_PLAINTEXT with a login)");
    }

    private static KafkaClients clients(Map<String, String> settings) {
        return at(kafka.bootstrapServers(), settings);
    }

    private static KafkaClients at(String address, Map<String, String> settings) {
        return new KafkaClients(new KafkaConnection(address, null, settings), AvroSerdes.builtIn());
    }
}
