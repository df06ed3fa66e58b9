package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.Topics;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is started before its brokers: a service waits for them, a command that somebody waits for says so and ends. */
class BrokerIsLateIT {

    /** Longer than a command waits. */
    private static final Duration LATE = Duration.ofSeconds(18);

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void aServiceWaitsForThemAndACommandEndsWithOneLine() throws Exception {
        int port = freePort();
        String brokers = "localhost:" + port;
        String state = folder.resolve("state").toString();
        CompletableFuture<Integer> worker = CompletableFuture.supplyAsync(
                () -> execute(errors, "worker", "--bootstrap", brokers, "--fake-engine", "1=2", "--state", state));
        StringWriter told = new StringWriter();
        assertThat(execute(told, "topics", "describe", "--bootstrap", brokers)).isEqualTo(1);
        assertThat(told.toString()).contains("No Kafka broker answers at " + brokers + " within 15 s");
        Thread.sleep(LATE.minusSeconds(15)); // what the command has taken already
        assertThat(worker).isNotDone();

        try (EmbeddedKafka _ =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), port, Topics.MAX_RECORD_BYTES))) {
            // The brokers are there now, their topics are not: by that the worker shows that it went on.
            assertThat(worker.get(90, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(errors.toString()).contains("The cluster lacks topics: ").contains("brushcast topics create");
    }

    private static int execute(StringWriter told, String... words) {
        return Brushcast.commandLine().setErr(new PrintWriter(told, true)).execute(words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
