package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code topics} and {@code style} against a broker. */
class StyleIT {

    private final StringWriter output = new StringWriter();

    @Test
    void aStyleFollowsTheOneBeforeAndKeepsWhatIsNotGiven(@TempDir Path folder) {
        try (EmbeddedKafka broker = EmbeddedKafka.start(new EmbeddedKafkaConfig(folder, 0, Topics.MAX_RECORD_BYTES))) {
            String bootstrap = broker.bootstrapServers();
            run("topics", "create", "--bootstrap", bootstrap, "--slots", "2");

            run("style", "--bootstrap", bootstrap, "--stream", "cam", "--slot", "1", "--prompt", "oil", "--seed", "7");
            run(
                    "style",
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
                    "2026-05-01T18:30:00Z");

            List<ConsumerRecord<String, StyleUpdate>> styles = styles(bootstrap, 1);
            assertThat(styles)
                    .extracting(record -> record.value().getRevision())
                    .containsExactly(1L, 2L);
            StyleUpdate second = styles.getLast().value();
            assertThat(second.getPrompts()).containsExactly(new WeightedPrompt("pencil", 1.0));
            assertThat(second.getSeeds().getFirst().getSeed()).isEqualTo(7);
            assertThat(second.getTransitionUs()).isEqualTo(1_500_000);
            assertThat(styles.getLast().timestamp())
                    .isEqualTo(Instant.parse("2026-05-01T18:30:00Z").toEpochMilli());
            assertThat(output.toString()).contains("source-video", "style 2 of stream cam: \"pencil\"");
        }
    }

    private void run(String... arguments) {
        int status = Brushcast.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(arguments);
        assertThat(status).as(output.toString()).isZero();
    }

    private static List<ConsumerRecord<String, StyleUpdate>> styles(String bootstrap, int slot) {
        KafkaConnection connection = KafkaConnection.plain(bootstrap);
        try (var serdes = connection.openSerdes()) {
            List<ConsumerRecord<String, StyleUpdate>> styles = new ArrayList<>();
            new PartitionReader(new KafkaClients(connection, serdes))
                    .read(Topics.STYLES, slot, Long.MAX_VALUE, styles::add);
            return styles;
        }
    }
}
