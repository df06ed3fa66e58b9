package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.SecuredKafka;
import dev.brushcast.kafkaundertest.TlsKafka;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaProperties;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/**
 * A cluster with TLS and logins by SCRAM that enforces rights, and an installation, {@code team.}, whose services each have a login
 * with the rights of the table; the login {@code others} has whatever is under another prefix, {@code nobody} nothing of either.
 */
final class GrantedKafka implements AutoCloseable {

    static final Topics TEAM = new Topics("team.");
    static final Topics OTHERS = new Topics("others-");

    private static final AvroSerdes SERDES = AvroSerdes.builtIn();

    private final TlsKafka kafka = TlsKafka.start();
    private final Path secrets;

    private GrantedKafka(Path secrets) {
        this.secrets = secrets;
    }

    /** @param secrets a folder for passwords */
    static GrantedKafka start(Path secrets) throws IOException {
        GrantedKafka granted = new GrantedKafka(secrets);
        for (String service : List.of("topics", "ingest", "worker", "egress", "style", "control")) {
            granted.grant(service, service, TEAM);
        }
        granted.grant("installation", "others", OTHERS);
        granted.grant("style", "nobody", new Topics("elsewhere."));
        granted.createTopics("topics", TEAM);
        granted.createTopics("others", OTHERS);
        return granted;
    }

    /** By the command, which makes the login as well; each has a password of its own. */
    private void grant(String service, String user, Topics topics) throws IOException {
        Path password = Files.writeString(password(user), user + "-of \"" + UUID.randomUUID() + "\"\n");
        grant(kafka, service, user, topics, password);
    }

    /** As an operator does: the password is in a file, and on no command line. */
    static void grant(TlsKafka kafka, String service, String user, Topics topics, Path password) {
        assertThat(Brushcast.commandLine()
                        .execute(
                                "rights",
                                "--bootstrap",
                                kafka.bootstrapServers(),
                                "--kafka-config",
                                kafka.adminSettings().toString(),
                                "--service",
                                service,
                                "--principal",
                                "User:" + user,
                                "--topic-prefix",
                                topics.prefix(),
                                "--password",
                                "${file:" + password + "}",
                                "--apply"))
                .isZero();
    }

    /** The file that a login's password is in. */
    private Path password(String user) {
        return secrets.resolve(user);
    }

    void createTopics(String user, Topics topics) {
        try (Admin admin = clients(user).admin("test")) {
            new TopicProvisioner(admin, topics).create(2, (short) 1);
        }
    }

    KafkaClients clients(String user) {
        return new KafkaClients(connection(user), SERDES);
    }

    KafkaConnection connection(String user) {
        Path settings = user.equals(SecuredKafka.ADMIN) ? kafka.adminSettings() : kafka.settings(user, password(user));
        return new KafkaConnection(kafka.bootstrapServers(), null, KafkaProperties.read(settings, Map.of()));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
