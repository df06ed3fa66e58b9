package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code topics} and {@code style} against a broker. */
class StyleIT {

    private final StringWriter output = new StringWriter();

    @Test
    void aStyleFollowsTheOneBeforeAndKeepsWhatIsNotGiven(@TempDir Path folder) {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        try (EmbeddedKafka broker = EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES))) {
            String bootstrap = broker.bootstrapServers();
            run("topics", "create", "--bootstrap", bootstrap, "--slots", "2");

            run(
                    "style",
                    "--wait",
                    "0",
                    "--bootstrap",
                    bootstrap,
                    "--stream",
                    "cam",
                    "--slot",
                    "1",
                    "--prompt",
                    "oil",
                    "--seed",
                    "7");
            run(
                    "style",
                    "--wait",
                    "0",
                    "--bootstrap",
                    bootstrap,
                    "--stream",
                    "cam",
                    "--slot",
                    "1",
                    "--prompt",
                    "pencil",
                    "--transition",
                    "1.5",
                    "--at",
                    yesterday.toString());

            List<ConsumerRecord<String, StyleUpdate>> styles = styles(bootstrap, 1);
            assertThat(styles)
                    .extracting(record -> record.value().getRevision())
                    .containsExactly(1L, 2L);
            StyleUpdate second = styles.getLast().value();
            assertThat(second.getPrompts()).containsExactly(new WeightedPrompt("pencil", 1.0));
            assertThat(second.getSeeds().getFirst().getSeed()).isEqualTo(7);
            assertThat(second.getTransitionUs()).isEqualTo(1_500_000);
            assertThat(styles.getLast().timestamp()).isEqualTo(yesterday.toEpochMilli());
            assertThat(output.toString()).contains("source-video", "style 2 of stream cam: \"pencil\"");
        }
    }

    @Test
    void whatNoWorkerTakesIsNotPublished(@TempDir Path folder) {
        try (EmbeddedKafka broker = EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES))) {
            String bootstrap = broker.bootstrapServers();
            run("topics", "create", "--bootstrap", bootstrap, "--slots", "1");
            run("style", "--wait", "0", "--bootstrap", bootstrap, "--prompt", "oil", "--t-index", "32,45");

            assertThat(refusal(1, "style", "--bootstrap", bootstrap, "--inference-steps", "20"))
                    .containsExactly("brushcast: change --t-index or --inference-steps:"
                            + " t indices must rise from 0 to at most 19, not [32, 45]");

            assertThat(styles(bootstrap, 0)).hasSize(1);
        }
    }

    @Test
    void aWorkersAnswerIsToldAndAStyleThatItRefusesDoesNotSpoilTheNextOne(@TempDir Path folder) {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES))) {
            String bootstrap = broker.bootstrapServers();
            run("topics", "create", "--bootstrap", bootstrap, "--slots", "1");
            run("style", "--wait", "0.1", "--bootstrap", bootstrap, "--prompt", "oil");
            assertThat(output.toString())
                    .contains("style 1 of stream main: \"oil\"; no worker has answered within 0.1 s");
            try (WorkerService worker = worker(bootstrap, folder.resolve("state"))) {
                worker.start();

                run("style", "--wait", "60", "--bootstrap", bootstrap, "--prompt", "pencil");
                assertThat(output.toString()).contains("style 2 of stream main: \"pencil\", taken by worker w");
                assertThat(refusal(1, "style", "--wait", "60", "--bootstrap", bootstrap, "--inference-steps", "80"))
                        .containsExactly("brushcast: worker w refuses style 3 of stream main: a schedule of 80 steps:"
                                + " model fake (no model: negatives) has 50. Style 2 stays");
                run("style", "--wait", "60", "--bootstrap", bootstrap, "--seed", "9");
                assertThat(output.toString()).contains("style 4 of stream main: \"pencil\", taken by worker w");
            }
        }
    }

    private static WorkerService worker(String bootstrap, Path state) {
        FakeSpeed quick = FakeSpeed.linear(Duration.ofMillis(1), Duration.ZERO);
        return new WorkerService(
                KafkaConnection.plain(bootstrap),
                WorkerConfig.defaults()
                        .withMembership(Membership.DEFAULT.withName("w").withStateDir(state)),
                List.of(FakeEngine.open(EngineConfig.of(state), quick, Pause.SLEEPING)),
                new SimpleMeterRegistry());
    }

    @Test
    void updatesThatWorkersRefusedDoNotSpoilTheNextOne(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES))) {
            String bootstrap = broker.bootstrapServers();
            run("topics", "create", "--bootstrap", bootstrap, "--slots", "1");
            run(
                    "style",
                    "--wait",
                    "0",
                    "--bootstrap",
                    bootstrap,
                    "--prompt",
                    "oil",
                    "--t-index",
                    "32,45",
                    "--seed",
                    "7");
            StyleUpdate first = styles(bootstrap, 0).getFirst().value();
            publish(
                    bootstrap,
                    StyleUpdate.newBuilder(first)
                            .setRevision(2)
                            .setInferenceSteps(20)
                            .build());
            publish(
                    bootstrap,
                    StyleUpdate.newBuilder(first)
                            .setRevision(3)
                            .setStreamId("another")
                            .build());

            run("style", "--wait", "0", "--bootstrap", bootstrap, "--prompt", "pencil");

            assertThat(styles(bootstrap, 0).getLast().value())
                    .isEqualTo(StyleUpdate.newBuilder(first)
                            .setRevision(3) // an update under another stream's key counts for nobody
                            .setPrompts(List.of(new WeightedPrompt("pencil", 1.0)))
                            .build());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000-01-01T00:00:00Z", "2001-01-01T00:00:00Z"})
    void aTimeForWhichNoStylesAreKeptIsRefusedAtOnce(String time) {
        assertThat(refusal(2, "style", "--bootstrap", "localhost:1", "--prompt", "oil", "--at", time))
                .containsExactly("brushcast: --at " + time
                        + " is out of reach: give a time at most 90 days ago or 366 days ahead");
    }

    private void run(String... arguments) {
        assertThat(execute(arguments)).as(output.toString()).isZero();
    }

    /** The lines that a command says which ends with that status. */
    private List<String> refusal(int status, String... arguments) {
        output.getBuffer().setLength(0);
        assertThat(execute(arguments)).isEqualTo(status);
        return output.toString().lines().toList();
    }

    private int execute(String... arguments) {
        return Brushcast.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(arguments);
    }

    /** As a program would that does not check what it publishes. */
    private static void publish(String bootstrap, StyleUpdate style) throws Exception {
        KafkaConnection connection = KafkaConnection.plain(bootstrap);
        try (var serdes = connection.openSerdes();
                Producer<String, StyleUpdate> producer =
                        new KafkaClients(connection, serdes).producer("test", StyleUpdate.class, Map.of())) {
            producer.send(new ProducerRecord<>(Topics.UNPREFIXED.styles().name(), 0, "main", style))
                    .get();
        }
    }

    private static List<ConsumerRecord<String, StyleUpdate>> styles(String bootstrap, int slot) {
        KafkaConnection connection = KafkaConnection.plain(bootstrap);
        try (var serdes = connection.openSerdes()) {
            List<ConsumerRecord<String, StyleUpdate>> styles = new ArrayList<>();
            new PartitionReader(new KafkaClients(connection, serdes))
                    .read(Topics.UNPREFIXED.styles(), slot, null, Long.MAX_VALUE, styles::add);
            return styles;
        }
    }
}
