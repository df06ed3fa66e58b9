package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.Copies;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.faults.SetAside;
import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.WorkerClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    @Test
    void theUserMaySetWhatDoesNoHarm() {
        assertThat(settings(Map.of("main.consumer.session.timeout.ms", "20000")))
                .containsEntry("main.consumer.session.timeout.ms", "20000");
    }

    @Test
    void theUserMayNotTakeAwayExactlyOnce() {
        assertThatThrownBy(() -> settings(Map.of("processing.guarantee", "at_least_once")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("processing.guarantee=at_least_once");
    }

    @Test
    void theNewGroupProtocolIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("group.protocol", "streams"))).isInstanceOf(UserError.class);
    }

    @Test
    void clientsTakeTheContractsLargestRecords() {
        assertThat(settings(Map.of()))
                .containsEntry("producer.max.request.size", Integer.toString(16 << 20))
                .containsEntry("consumer.max.partition.fetch.bytes", Integer.toString(16 << 20));
    }

    @Test
    void aRefusedFirstBatchIsRepeatedBeforeTheSecondIsSent() {
        assertThat(settings(Map.of())).containsEntry("producer.max.in.flight.requests.per.connection", "1");
    }

    @Test
    void whatASlotNeedsHasAsManyCopiesAsThePictures() {
        assertThat(settings(Map.of()))
                .containsEntry("replication.factor", "3")
                .containsEntry("topic.min.insync.replicas", "2");
    }

    @Test
    void aSlotThatMovesWaitsForNoBrokerThatHasNothingToSay() {
        assertThat(settings(Map.of()))
                .containsEntry("restore.consumer.fetch.max.wait.ms", "10")
                .containsEntry("main.consumer.fetch.max.wait.ms", "100");
    }

    @Test
    void changelogsThatCouldNotBeWrittenToAreRefused() {
        assertThatThrownBy(() -> settings(Map.of("replication.factor", "1")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Kafka settings replication.factor=1 and topic.min.insync.replicas=2: nothing");
        assertThat(settings(Map.of("replication.factor", "1", "topic.min.insync.replicas", "1")))
                .containsEntry("replication.factor", "1");
    }

    @Test
    void aKilledWorkerHoldsUpReadersForTenSecondsAtMost() {
        assertThat(settings(Map.of())).containsEntry("producer.transaction.timeout.ms", "10000");
    }

    @Test
    void withoutTransactionsNothingIsSaidOfThem() {
        assertThat(settings(WorkerConfig.defaults().withGuarantee(Guarantee.AT_LEAST_ONCE)))
                .containsEntry("processing.guarantee", "at_least_once")
                .doesNotContainKey("producer.transaction.timeout.ms");
    }

    @Test
    void aFastFailoverMissesADeadWorkerSooner() {
        assertThat(settings(WorkerConfig.defaults(), Failover.FAST))
                .containsEntry("session.timeout.ms", "750")
                .containsEntry("heartbeat.interval.ms", "100")
                .containsEntry("producer.transaction.timeout.ms", "5000");
    }

    @Test
    void singleSettingsComeBeforeTheProfile() {
        assertThat(settings(Map.of("request.timeout.ms", "25000"))).containsEntry("request.timeout.ms", "25000");
    }

    @Test
    void aCommitThatIsAskedForIsMadeBeforeTheNextRecord() {
        assertThat(settings(Map.of())).containsEntry("main.consumer.max.poll.records", "1");
    }

    @Test
    void whatKafkaStreamsNamesByItsApplicationBeginsWithThePrefix() {
        WorkerConfig config = WorkerConfig.defaults().withTopics(new Topics("team-a."));

        assertThat(settings(config)).containsEntry("application.id", "team-a.brushcast-worker");
    }

    private static Map<String, Object> settings(Map<String, String> kafka) {
        return settings(WorkerConfig.defaults().withKafka(kafka));
    }

    private static Map<String, Object> settings(WorkerConfig config) {
        return settings(config, Failover.DEFAULT);
    }

    private static Map<String, Object> settings(WorkerConfig config, Failover failover) {
        return StreamsSettings.of(
                KafkaConnection.plain("localhost:1"),
                config,
                "w",
                Path.of("state"),
                2,
                failover,
                new Copies(3, 2),
                new SetAside(
                        config.topics(),
                        AvroSerdes.builtIn(),
                        new WorkerMetrics(new SimpleMeterRegistry()),
                        WorkerClock.SYSTEM,
                        "w"),
                new Fleet("brushcast-worker", () -> 0));
    }
}
