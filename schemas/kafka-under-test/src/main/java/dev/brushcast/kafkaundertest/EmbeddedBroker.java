package dev.brushcast.kafkaundertest;

import dev.brushcast.contract.Topics;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The embedded broker on a folder that is deleted after use. */
record EmbeddedBroker(EmbeddedKafka kafka, Path folder) implements KafkaUnderTest {

    static EmbeddedBroker start() {
        return start(Map.of());
    }

    /** With further settings of the broker, by Kafka's names. */
    static EmbeddedBroker start(Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("kafka-under-test");
            return new EmbeddedBroker(
                    EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES, settings)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        boolean broken = kafka.finished().toCompletableFuture().isDone();
        kafka.close();
        TemporaryFolder.delete(folder);
        if (broken) {
            throw new AssertionError("The embedded broker met a fatal fault: see Kafka's errors in the log");
        }
    }
}
