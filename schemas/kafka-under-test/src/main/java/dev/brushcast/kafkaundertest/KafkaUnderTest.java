package dev.brushcast.kafkaundertest;

import java.util.Locale;

/**
 * The broker that an integration test runs on, empty at the start and gone when closed.
 *
 * <p>The system property {@value #PROPERTY}, or the environment variable {@value #VARIABLE}, chooses it:
 * {@code embedded}, the default, is the broker that users without a cluster have; {@code container} is Apache Kafka's
 * official image, and skips the test where there is no container engine.
 */
public interface KafkaUnderTest extends AutoCloseable {

    /** The system property that chooses the broker. */
    String PROPERTY = "brushcast.test.kafka";

    /** The environment variable that chooses the broker where the system property does not. */
    String VARIABLE = "BRUSHCAST_TEST_KAFKA";

    /** Starts a broker. */
    static KafkaUnderTest start() {
        String environment = System.getenv().getOrDefault(VARIABLE, "embedded");
        String choice = System.getProperty(PROPERTY, environment).toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "embedded" -> EmbeddedBroker.start();
            case "container" -> ContainerBroker.start();
            default -> throw new IllegalArgumentException(PROPERTY + "=" + choice + ", expected embedded or container");
        };
    }

    /** Where clients connect, {@code HOST:PORT}. */
    String bootstrapServers();

    @Override
    void close();
}
