package dev.brushcast.kit.kafka;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.EnvironmentText;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A file of settings as Kafka's own tools take ({@code --command-config}): {@code KEY=VALUE} lines, so that passwords stand
 * neither on a command line nor in a process list. Values may have <code>${NAME}</code> of the environment in them.
 */
public final class KafkaProperties {

    private KafkaProperties() {}

    /**
     * Reads a file.
     *
     * @throws UserError if it cannot be read, or a variable is not set
     */
    public static Map<String, String> read(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("The Kafka settings " + file + " cannot be read: " + Reason.of(e), e);
        }
        Map<String, String> settings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            settings.put(name, filledIn(file, name, properties.getProperty(name), environment));
        }
        return settings;
    }

    /** Without the value in the message, which may be half a password. */
    private static String filledIn(Path file, String name, String value, Map<String, String> environment) {
        try {
            return EnvironmentText.fillIn(value, environment);
        } catch (UserError e) {
            throw new UserError("The Kafka settings " + file + ": " + name
                    + " names an environment variable that is not set: set it, or write the value itself");
        }
    }
}
