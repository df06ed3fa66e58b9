package dev.brushcast.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnKafka
class HopBenchmarkIT {

    @TempDir
    private Path stateDir;

    @Test
    void everyChunkThatIsSentIsMeasured() {
        try (KafkaUnderTest kafka = KafkaUnderTest.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                new TopicProvisioner(admin, Topics.UNPREFIXED).create(1, (short) 1);
            }
            HopOptions few = new HopOptions(64, 64, 2, Duration.ofMillis(5), 5, 20);

            HopReport report = new HopBenchmark(KafkaConnection.plain(kafka.bootstrapServers()), Topics.UNPREFIXED, few)
                    .run(stateDir);

            assertThat(report.chunks()).isEqualTo(20);
            assertThat(report.toWorker().p50Ms())
                    .isPositive()
                    .isLessThanOrEqualTo(report.toWorker().p99Ms());
            assertThat(report.fromWorker().p50Ms()).isPositive();
        }
    }
}
