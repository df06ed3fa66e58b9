package dev.brushcast.kafkaundertest;

import dev.brushcast.contract.Topics;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Exit;

/** The embedded broker on a folder that is deleted after use. */
record EmbeddedBroker(EmbeddedKafka kafka, Path folder) implements KafkaUnderTest {

    static EmbeddedBroker start() {
        trapExit();
        try {
            Path folder = Files.createTempDirectory("kafka-under-test");
            return new EmbeddedBroker(
                    EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fault that ends a broker's process must fail the test that caused it, not end all tests without a word. */
    private static void trapExit() {
        Exit.setExitProcedure((status, message) -> fail("exited", status, message));
        Exit.setHaltProcedure((status, message) -> fail("halted", status, message));
    }

    private static void fail(String how, int status, String message) {
        throw new AssertionError("The embedded broker " + how + " with status " + status + ": " + message);
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        kafka.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
