package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.render.SourcePlace;
import dev.brushcast.worker.render.SourceRecord;
import dev.brushcast.worker.source.KafkaSourceLog;
import dev.brushcast.worker.style.StyleTimeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers with a model that looks back, on a real broker. */
@RunsOnKafka
class LookbackIT {

    private static final String STREAM = "looked-back";
    private static final int PENDING = 2;

    @SuppressWarnings("NullAway.Init") // by startCluster
    private static WorkerCluster cluster;

    @TempDir
    private static Path stateDir;

    @BeforeAll
    static void startCluster() {
        cluster = new WorkerCluster();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void everyChunkComesOutOnceAndLooksTheSameAlthoughAWorkerBreaksWithChunksInIt() {
        Map<String, LookbackEngine> engines =
                Map.of("one", new LookbackEngine(PENDING), "other", new LookbackEngine(PENDING));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (WorkerService one = started("one", engines, registry);
                WorkerService other = started("other", engines, registry)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> isReady(one) && isReady(other));
            publish(0, 10);
            String serving = styled(10 - PENDING).getLast().getWorker();
            Objects.requireNonNull(engines.get(serving)).close();
            publish(10, 20);
            WorkerService broken = serving.equals("one") ? one : other;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> broken.finished().toCompletableFuture().isCompletedExceptionally());
            broken.close();
            publish(20, 30);

            List<StyledChunk> styled = styled(30);
            assertThat(styled)
                    .extracting(StyledChunk::getSequence)
                    .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
            assertThat(styled).extracting(StyledChunk::getWorker).contains("one", "other");
            assertThat(styled)
                    .flatExtracting(StyledChunk::getFrames)
                    .extracting(StyledFrame::getData)
                    .isEqualTo(inOneSession(30));
            assertThat(registry.get("brushcast.worker.primings").timer().count())
                    .isPositive();
        }
        assertThat(engines.values())
                .allSatisfy(engine -> assertThat(engine.open()).isZero());
    }

    @Test
    void chunksAreReadAgainWhereverTheyLieAndLeftOutWhereTheyAreNot() {
        for (long sequence = 0; sequence < 60; sequence++) { // offsets 0, 3, 6, ...
            cluster.publish(1, Chunks.chunk("a", 1, sequence));
            cluster.publish(1, Chunks.chunk("b", 1, sequence));
            cluster.publish(Topics.UNPREFIXED.sourceVideo(), 1, 0, "a", "rubbish".getBytes(StandardCharsets.UTF_8));
        }
        cluster.deleteBefore(Topics.UNPREFIXED.sourceVideo(), 1, 6);
        KafkaClients clients = new KafkaClients(cluster.connection, cluster.serdes);
        try (KafkaSourceLog log = new KafkaSourceLog(clients, Topics.UNPREFIXED.sourceVideo(), 1, "again")) {
            assertThat(sequences(log.read(places(0, 3)))).isEmpty(); // deleted
            assertThat(sequences(log.read(places(0, 6, 9, 11, 150, 156, 177)))).containsExactly(2L, 3L, 50L, 52L, 59L);
            assertThat(sequences(log.read(places(6, 177, 500)))).containsExactly(2L, 59L); // beyond the end
            assertThat(log.read(places(7)).getFirst().chunk().getStreamId()).isEqualTo("b");
        }
    }

    private static List<SourcePlace> places(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> new SourcePlace(0, offset, Chunks.FRAMES))
                .toList();
    }

    private static List<Long> sequences(List<SourceRecord> records) {
        return records.stream().map(record -> record.chunk().getSequence()).toList();
    }

    private static void publish(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            cluster.publish(
                    0,
                    VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                            .setEndOfEpoch(sequence == 29)
                            .build());
        }
    }

    private static List<StyledChunk> styled(int atLeast) {
        return cluster.read(Topics.UNPREFIXED.styledVideo(), STREAM, atLeast).stream()
                .map(record -> cluster.serdes
                        .value(StyledChunk.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    /** The pictures of a session that nothing happens to. */
    private static List<ByteBuffer> inOneSession(long chunks) {
        List<ByteBuffer> pictures = new ArrayList<>();
        try (LookbackEngine engine = new LookbackEngine(0);
                StreamSession session = engine.open(STREAM)) {
            for (long sequence = 0; sequence < chunks; sequence++) {
                List<SourceFrame> frames = Chunks.chunk(STREAM, 1, sequence).getFrames().stream()
                        .map(LookbackIT::frame)
                        .toList();
                session.render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                        .toCompletableFuture()
                        .join()
                        .results()
                        .forEach(result -> pictures.add(picture(result)));
            }
        }
        return pictures;
    }

    private static SourceFrame frame(VideoFrame frame) {
        byte[] rgb = new byte[frame.getData().remaining()];
        frame.getData().duplicate().get(rgb);
        return new SourceFrame(frame.getNumber(), 0, new Picture(Chunks.SIDE, Chunks.SIDE, rgb), StyleTimeline.DEFAULT);
    }

    private static ByteBuffer picture(FrameResult result) {
        return ByteBuffer.wrap(
                ((RenderedFrame.Styled) result.outcome()).picture().rgb());
    }

    private static WorkerService started(
            String name, Map<String, LookbackEngine> engines, SimpleMeterRegistry registry) {
        WorkerConfig config = WorkerConfig.defaults()
                .withMembership(new Membership(name, "looking-back", stateDir, 2))
                .withWarmUp(new WarmUp(0, 0, 4, Duration.ofMinutes(1)));
        WorkerService worker = new WorkerService(
                cluster.connection, config, List.of(Objects.requireNonNull(engines.get(name))), registry);
        worker.start();
        return worker;
    }

    private static boolean isReady(WorkerService worker) {
        return worker.ready().problem().get().isEmpty();
    }
}
