package dev.brushcast.kafkaundertest;

import java.util.Map;

/**
 * A broker that wants a login (SASL/PLAIN, without encryption) and lets a user do only what it was granted. The password
 * of a user is its name with {@code -secret} behind it; {@value #ADMIN} may do everything. Always the embedded broker.
 */
public final class SecuredKafka implements AutoCloseable {

    /** The user who may do everything. */
    public static final String ADMIN = "admin";

    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final EmbeddedBroker broker;

    private SecuredKafka(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Starts it; {@code users} are those who can log in, beside {@value #ADMIN}. */
    public static SecuredKafka start(String... users) {
        StringBuilder login = new StringBuilder(LOGIN_MODULE + credentials(ADMIN) + " user_admin=\"admin-secret\"");
        for (String user : users) {
            login.append(" user_").append(user).append("=\"").append(user).append("-secret\"");
        }
        return new SecuredKafka(EmbeddedBroker.start(Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config", login + ";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:" + ADMIN + ";User:ANONYMOUS"))); // the controller's listener wants no login
    }

    /** Where clients connect, {@code HOST:PORT}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The settings by which a client logs in as a user, with the right password. */
    public static Map<String, String> loginOf(String user) {
        return login(user, user + "-secret");
    }

    /** The settings by which a client tries to log in. */
    public static Map<String, String> login(String user, String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN_MODULE + "username=\"" + user + "\" password=\"" + password + "\";");
    }

    private static String credentials(String user) {
        return "username=\"" + user + "\" password=\"" + user + "-secret\"";
    }

    @Override
    public void close() {
        broker.close();
    }
}
