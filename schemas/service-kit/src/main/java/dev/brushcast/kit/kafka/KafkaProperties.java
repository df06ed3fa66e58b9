package dev.brushcast.kit.kafka;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.EnvironmentText;
import dev.brushcast.kit.config.UnreadableSecretException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A file of settings as Kafka's own tools take ({@code --command-config}): {@code KEY=VALUE} lines, so that passwords stand
 * neither on a command line nor in a process list. Values may have <code>${NAME}</code> of the environment and
 * <code>${file:PATH}</code> in them. A file that sets {@value #PROVIDERS} has what its values refer to looked up by Kafka's
 * clients, whose <code>${file:PATH:KEY}</code> means something else, and nothing is filled in here.
 */
public final class KafkaProperties {

    private static final String PROVIDERS = "config.providers";

    private KafkaProperties() {}

    /**
     * Reads a file.
     *
     * @throws UserError if it cannot be read, a variable is not set or a secret cannot be read
     */
    public static Map<String, String> read(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("The Kafka settings " + file + " cannot be read: " + Reason.of(e), e);
        }
        Map<String, String> settings = new TreeMap<>();
        boolean byKafka = properties.containsKey(PROVIDERS);
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            settings.put(name, byKafka ? value : filledIn(file, name, value, environment));
        }
        return settings;
    }

    /** Without the value in the message, which may be half a password. */
    private static String filledIn(Path file, String name, String value, Map<String, String> environment) {
        try {
            return EnvironmentText.fillIn(value, environment, quoting(name, value));
        } catch (UnreadableSecretException e) {
            throw new UserError("The Kafka settings " + file + ": " + name + ": " + e.getMessage(), e);
        } catch (UserError e) {
            throw new UserError("The Kafka settings " + file + ": " + name
                    + " names an environment variable that is not set: set it, or write the value itself");
        }
    }

    /** A password between quotes is the password itself, whatever is in it; where the value is a variable alone, it is all of it. */
    private static UnaryOperator<String> quoting(String name, String value) {
        boolean betweenQuotes = name.endsWith("sasl.jaas.config") && value.indexOf('"') >= 0;
        return betweenQuotes ? secret -> secret.replace("\\", "\\\\").replace("\"", "\\\"") : UnaryOperator.identity();
    }
}
