package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight live streams of 10 frames a second on one worker that has only just begun, with an engine as fast as a GPU. */
@RunsOnKafka
class FreshWorkerIT {

    private static final int STREAMS = 8;
    private static final Duration CHUNK = Duration.ofMillis(400);
    private static final FakeSpeed SPEED = new FakeSpeed(
            Map.of(
                    1, Duration.ofMillis(5),
                    2, Duration.ofMillis(6),
                    4, Duration.ofMillis(8),
                    8, Duration.ofMillis(12)),
            Duration.ZERO,
            Duration.ZERO);

    @TempDir
    private Path stateDir;

    private final WorkerCluster cluster = new WorkerCluster(STREAMS);
    private WorkerService worker;

    @BeforeEach
    void start() {
        DiffusionEngine engine = FakeEngine.open(EngineConfig.of(Path.of("none")), SPEED, Pause.SLEEPING);
        WorkerConfig config =
                WorkerConfig.defaults().withMembership(new Membership("fresh", "fresh-workers", stateDir, 1));
        worker = new WorkerService(cluster.connection, config, engine, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        worker.close();
        cluster.close();
    }

    @Test
    void everyFrameIsStyledButForTheFirstSecond() throws InterruptedException {
        worker.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> worker.ready().problem().get().isEmpty());
        int rounds = 20;
        for (int round = 0; round < rounds; round++) {
            publish(round);
            Thread.sleep(CHUNK);
        }

        List<StyledFrame> unstyled = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            for (StyledChunk chunk : styled(stream, rounds)) {
                if (chunk.getSequence() * CHUNK.toMillis() >= 1_000) {
                    chunk.getFrames().stream()
                            .filter(frame -> frame.getOutcome() != FrameOutcome.STYLED)
                            .forEach(unstyled::add);
                }
            }
        }
        assertThat(unstyled).isEmpty();
    }

    @Test
    void aBacklogIsLeftBehindWithinThreeSeconds() throws InterruptedException {
        int backlog = 50;
        for (int round = 0; round < backlog; round++) {
            publish(round, nowUs() - (backlog - round) * CHUNK.toMillis() * 1_000);
        }
        worker.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> worker.ready().problem().get().isEmpty());
        long readyAtUs = nowUs();
        int live = 15;
        for (int round = backlog; round < backlog + live; round++) {
            publish(round);
            Thread.sleep(CHUNK);
        }

        for (int stream = 0; stream < STREAMS; stream++) {
            assertThat(styled(stream, backlog + live))
                    .filteredOn(chunk -> chunk.getPublishedAtUs() > readyAtUs + 3_000_000)
                    .isNotEmpty()
                    .allSatisfy(chunk -> assertThat(chunk.getFrames())
                            .extracting(StyledFrame::getOutcome)
                            .containsOnly(FrameOutcome.STYLED));
        }
    }

    private void publish(int round) {
        publish(round, nowUs());
    }

    private void publish(int round, long capturedAtUs) {
        for (int stream = 0; stream < STREAMS; stream++) {
            VideoChunk chunk = Chunks.chunk(name(stream), 1, round);
            List<VideoFrame> frames = chunk.getFrames().stream()
                    .map(frame -> VideoFrame.newBuilder(frame)
                            .setCapturedAtUs(capturedAtUs)
                            .build())
                    .toList();
            cluster.publish(
                    stream,
                    VideoChunk.newBuilder(chunk)
                            .setLive(true)
                            .setPublishedAtUs(capturedAtUs)
                            .setFrames(frames)
                            .build());
        }
    }

    private List<StyledChunk> styled(int stream, int chunks) {
        return cluster.read(Topics.STYLED_VIDEO, name(stream), chunks).stream()
                .map(record -> cluster.serdes
                        .value(StyledChunk.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    private static String name(int stream) {
        return "stream-" + stream;
    }

    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
