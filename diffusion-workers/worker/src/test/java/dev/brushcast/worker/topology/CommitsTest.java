package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.MemoryLog;
import dev.brushcast.worker.render.WorkerClock;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Viewers read committed records only: who waits for one must not wait for the next commit by time. */
class CommitsTest {

    private static final String STREAM = "cats";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final PaintingEngine engine = new PaintingEngine();
    private final ChunkRenderer renderer = new ChunkRenderer(
            List.of(engine),
            FrameBudget.DEFAULT,
            Viewers.UNKNOWN,
            new WorkerClock(() -> NOW, () -> 0),
            "test",
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            1);
    private int commits;

    @AfterEach
    void close() {
        renderer.close();
        engine.close();
    }

    @Test
    void eachLiveChunkAsksForACommitOfItsOwn() {
        DiffusionProcessor processor = diffusion();
        for (int sequence = 0; sequence < 3; sequence++) {
            processor.process(record(VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                    .setLive(true)
                    .build()));
        }

        assertThat(commits).isEqualTo(3);
    }

    @Test
    void aRecordingIsSparedThePauseOfACommitUntilItsEnd() {
        DiffusionProcessor processor = diffusion();
        processor.process(record(Chunks.chunk(STREAM, 1, 0)));
        assertThat(commits).isZero();

        processor.process(record(VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, 1))
                .setEndOfEpoch(true)
                .build()));
        assertThat(commits).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000, 2_000}) // passed through, and the picture before again
    void aBacklogIsLeftWithoutACommitForEachChunk(long agoMs) {
        diffusion().process(captured(agoMs));

        assertThat(commits).isZero();
        assertThat(engine.requests()).isEmpty();
    }

    /** Of a model that is too slow: each of its chunks is about as late as this. */
    @Test
    void theLastChunkOfABacklogIsCommittedForTheNextOneIsRendered() {
        diffusion().process(captured(1_250));

        assertThat(commits).isEqualTo(1);
        assertThat(engine.requests()).isEmpty();
    }

    private static Record<String, ReceivedChunk> captured(long agoMs) {
        long capturedAtUs = NOW.minusMillis(agoMs).toEpochMilli() * 1_000;
        VideoChunk chunk = Chunks.chunk(STREAM, 1, 0);
        List<VideoFrame> frames = chunk.getFrames().stream()
                .map(frame -> VideoFrame.newBuilder(frame)
                        .setCapturedAtUs(capturedAtUs)
                        .build())
                .toList();
        return record(VideoChunk.newBuilder(chunk)
                .setLive(true)
                .setPublishedAtUs(capturedAtUs)
                .setFrames(frames)
                .build());
    }

    @Test
    void aStyleUpdateLeavesNoTransactionOpen() {
        StyleUpdate update = Chunks.style(STREAM, 1, "ink");
        new StyleProcessor(renderer::refusal, new StyleEvents("test"), context())
                .process(noted(new Record<>(STREAM, update, 0), NOW.toEpochMilli()));

        assertThat(commits).isEqualTo(1);
    }

    private DiffusionProcessor diffusion() {
        return new DiffusionProcessor(
                new KnownEpochs(Map::of, () -> 0),
                renderer,
                _ -> MemoryLog.EMPTY,
                new Publisher(new DegradationEvents("test"), new WorkerMetrics(new SimpleMeterRegistry())),
                new CommitPolicy(Guarantee.EXACTLY_ONCE_V2, Failover.DEFAULT, () -> 0),
                context());
    }

    private static Record<String, ReceivedChunk> record(VideoChunk chunk) {
        return noted(new Record<>(STREAM, new ReceivedChunk(chunk, new byte[0]), 0), Chunks.timestamp(chunk));
    }

    private static <V> Record<String, V> noted(Record<String, V> record, long timestampMs) {
        RecordTime.note(new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestampMs,
                TimestampType.CREATE_TIME,
                0,
                0,
                STREAM,
                record.value(),
                record.headers(),
                Optional.empty()));
        return record;
    }

    /** Kafka Streams' context, of which only commits matter; its stores are empty and forget. */
    @SuppressWarnings("unchecked")
    private <K, V> ProcessorContext<K, V> context() {
        return (ProcessorContext<K, V>) Proxy.newProxyInstance(
                CommitsTest.class.getClassLoader(),
                new Class<?>[] {ProcessorContext.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "commit" -> {
                        commits++;
                        yield null;
                    }
                    case "getStateStore" -> store();
                    case "taskId" -> new TaskId(0, 0);
                    case "recordMetadata" -> Optional.of(metadata());
                    case "currentSystemTimeMs" -> NOW.toEpochMilli();
                    default -> null;
                });
    }

    private static Object store() {
        return Proxy.newProxyInstance(
                CommitsTest.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class, VersionedKeyValueStore.class},
                (_, method, _) -> nothing(method.getReturnType()));
    }

    private static @Nullable Object nothing(Class<?> type) {
        return type == long.class ? Long.valueOf(Long.MAX_VALUE) : null;
    }

    private static RecordMetadata metadata() {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return "source-video";
            }

            @Override
            public int partition() {
                return 0;
            }

            @Override
            public long offset() {
                return 0;
            }
        };
    }
}
