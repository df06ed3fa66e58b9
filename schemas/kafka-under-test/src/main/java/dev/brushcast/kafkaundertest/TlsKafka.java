package dev.brushcast.kafkaundertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A broker as a company has it: encrypted, logins by SASL/SCRAM-SHA-512, rights that are enforced. There are no users but
 * {@value SecuredKafka#ADMIN}, who logs in by PLAIN: the others are for a test to make. Always the embedded broker.
 */
public final class TlsKafka implements AutoCloseable {

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String ADMIN_PASSWORD = "admin-of-tests";

    private final EmbeddedBroker broker;
    private final Path folder;
    private final Certificates certificates;

    private TlsKafka(EmbeddedBroker broker, Path folder, Certificates certificates) {
        this.broker = broker;
        this.folder = folder;
        this.certificates = certificates;
    }

    /** Starts it. */
    public static TlsKafka start() {
        try {
            Path folder = Files.createTempDirectory("tls-kafka");
            Certificates certificates = Certificates.in(folder);
            return new TlsKafka(EmbeddedBroker.start(settings(certificates)), folder, certificates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Certificates certificates) {
        String admin = "username=\"" + SecuredKafka.ADMIN + "\" password=\"" + ADMIN_PASSWORD + "\"";
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("ssl.keystore.location", certificates.localhost().toString()),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.password", Certificates.PASSWORD),
                Map.entry("ssl.truststore.location", certificates.authority().toString()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("listener.name.plaintext.sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.plaintext.plain.sasl.jaas.config",
                        PLAIN + admin + " user_admin=\"" + ADMIN_PASSWORD + "\";"),
                Map.entry("listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM + ";"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:" + SecuredKafka.ADMIN + ";User:ANONYMOUS"));
    }

    /** Where clients connect, {@code localhost:PORT}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The authority that has signed the broker's certificate. */
    public Certificates certificates() {
        return certificates;
    }

    /** A file of settings by which {@value SecuredKafka#ADMIN} logs in. */
    public Path adminSettings() {
        return write(
                SecuredKafka.ADMIN,
                "PLAIN",
                PLAIN + "username=\"" + SecuredKafka.ADMIN + "\" password=\"" + ADMIN_PASSWORD + "\";");
    }

    /** A file of settings by which a user logs in with what is in a file, as operators write it. */
    public Path settings(String user, Path password) {
        return write(
                user, "SCRAM-SHA-512", SCRAM + " username=\"" + user + "\" password=\"${file:" + password + "}\";");
    }

    private Path write(String user, String mechanism, String login) {
        try {
            return Files.writeString(
                    folder.resolve(user + ".properties"), """
                    security.protocol=SASL_SSL
                    ssl.truststore.location=%s
                    ssl.truststore.type=PEM
                    sasl.mechanism=%s
                    sasl.jaas.config=%s
                    """.formatted(certificates.authority(), mechanism, login));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
        TemporaryFolder.delete(folder);
    }
}
