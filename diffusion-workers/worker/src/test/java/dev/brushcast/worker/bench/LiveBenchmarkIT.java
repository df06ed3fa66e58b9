package dev.brushcast.worker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
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

/** Eight live streams of ten frames a second on one fresh worker; at the full length it is a benchmark, see the README. */
@RunsOnKafka
class LiveBenchmarkIT {

    private static final int STREAMS = 8;
    private static final int FPS = 10;
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration LENGTH = Duration.ofSeconds(6);
    private static final Duration BACKLOG = Duration.ofSeconds(20);

    /** As one of few milliseconds a frame. */
    private static final FakeSpeed SPEED =
            new FakeSpeed(Map.of(1, ms(5), 2, ms(6), 4, ms(8), 8, ms(12)), Duration.ZERO, Duration.ZERO);

    @TempDir
    private Path stateDir;

    /**
     * On a machine that does nothing else every frame after the first second is styled, and a backlog is left within 3 s: that is
     * for the benchmark to say. Here others may keep all cores busy, and no time is promised: each frame has its outcome, live
     * pictures are styled, and the worker does not stay behind.
     */
    @Test
    void aFreshWorkerStylesWhatComes() {
        LiveReport report = run(Duration.ZERO);

        assertThat(report.sent()).isEqualTo(STREAMS * FPS * LENGTH.toSeconds());
        assertThat(sum(report)).isEqualTo(report.sent());
        assertThat(report.outcomes()).as("%s", report).containsKey(FrameOutcome.STYLED.name());
    }

    @Test
    void aBacklogIsLeftBehindAndCounted() {
        LiveReport report = run(BACKLOG);

        assertThat(report.sent()).isEqualTo(STREAMS * FPS * LENGTH.plus(BACKLOG).toSeconds());
        assertThat(sum(report)).isEqualTo(report.sent());
        assertThat(report.outcomes())
                .as("what is too old to be live is not rendered: %s", report)
                .hasEntrySatisfying(
                        FrameOutcome.PASSTHROUGH.name(),
                        count -> assertThat(count).isGreaterThan(STREAMS * FPS * BACKLOG.toSeconds() / 2));
        assertThat(report.outcomes()).as("what is live again is: %s", report).containsKey(FrameOutcome.STYLED.name());
    }

    private LiveReport run(Duration backlog) {
        try (KafkaUnderTest kafka = KafkaUnderTest.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                new TopicProvisioner(admin, Topics.UNPREFIXED).create(STREAMS, (short) 1);
            }
            return new LiveBenchmark(
                            KafkaConnection.plain(kafka.bootstrapServers()),
                            Topics.UNPREFIXED,
                            LiveOptions.of(STREAMS, FPS, SETTLING, LENGTH.minus(SETTLING), backlog))
                    .run(
                            FakeEngine.open(EngineConfig.of(Path.of("none")), SPEED, Pause.SLEEPING),
                            stateDir.resolve("state-" + backlog.toSeconds()));
        }
    }

    private static long sum(LiveReport report) {
        return report.outcomes().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
