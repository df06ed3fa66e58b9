package dev.brushcast.kafkaundertest;

/**
 * The broker that an integration test runs on, empty at the start and gone when closed.
 *
 * <p>The system property {@value #PROPERTY}, or the environment variable {@value #VARIABLE}, chooses it:
 * {@code embedded}, the default, is the broker that users without a cluster have; {@code container} is Apache Kafka's
 * official image, and test classes marked {@link RunsOnKafka} are skipped where there is no
 * container engine.
 */
public interface KafkaUnderTest extends AutoCloseable {

    /** The system property that chooses the broker. */
    String PROPERTY = "brushcast.test.kafka";

    /** The environment variable that chooses the broker where the system property does not. */
    String VARIABLE = "BRUSHCAST_TEST_KAFKA";

    /** Starts a broker. */
    static KafkaUnderTest start() {
        return switch (BrokerChoice.made()) {
            case EMBEDDED -> EmbeddedBroker.start();
            case CONTAINER -> ContainerBroker.start();
        };
    }

    /** Where clients connect, {@code HOST:PORT}. */
    String bootstrapServers();

    @Override
    void close();
}
