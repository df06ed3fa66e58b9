package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.SchemaServer;
import dev.brushcast.worker.config.Concurrency;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnKafka
class WorkerServiceIT {

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
    void everyChunkComesOutOnceInItsSlotAlthoughTheWorkerIsReplacedInMidStream() {
        long chunks = 30;
        cluster.publish(1, Chunks.filteredStyle("replaced", 3, "ink"), Chunks.START_MS);
        try (WorkerService first = started("first", new PaintingEngine())) {
            LongStream.range(0, 10).forEach(sequence -> cluster.publish(1, Chunks.chunk("replaced", 1, sequence)));
            await().atMost(Duration.ofSeconds(30)).until(() -> isReady(first));
            LongStream.range(10, 20).forEach(sequence -> cluster.publish(1, Chunks.chunk("replaced", 1, sequence)));
        }
        try (WorkerService second = started("second", new PaintingEngine())) {
            LongStream.range(20, chunks).forEach(sequence -> cluster.publish(1, Chunks.chunk("replaced", 1, sequence)));

            List<ConsumerRecord<String, byte[]>> styled =
                    cluster.read(Topics.UNPREFIXED.styledVideo(), "replaced", (int) chunks);

            assertThat(isReady(second)).isTrue();
            assertThat(styled)
                    .extracting(record -> chunk(record).getSequence())
                    .containsExactlyElementsOf(
                            LongStream.range(0, chunks).boxed().toList());
            assertThat(styled).extracting(ConsumerRecord::partition).containsOnly(1);
            assertThat(styled)
                    .extracting(ConsumerRecord::timestamp)
                    .containsExactlyElementsOf(LongStream.range(0, chunks)
                            .mapToObj(sequence -> Chunks.msOf(sequence * Chunks.FRAMES))
                            .toList());
            assertThat(styled)
                    .extracting(record -> chunk(record).getFrames().getFirst().getStyleRevision())
                    .containsOnly(3L);
            assertThat(cluster.read(Topics.UNPREFIXED.timings(), "replaced", (int) chunks))
                    .hasSize((int) chunks)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(1);
            assertThat(cluster.read(Topics.UNPREFIXED.health(), "replaced", 1))
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(1);
        }
    }

    @Test
    void whatCannotBeReadIsSetAsideInItsSlotAndTheStreamGoesOn() {
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        VideoChunk damaged = Chunks.builder("damaged", 1, 1, List.of(Chunks.picture(1), new byte[7]))
                .build();
        cluster.publish(0, Chunks.chunk("damaged", 1, 0));
        cluster.publish(Topics.UNPREFIXED.sourceVideo(), 0, Chunks.msOf(4), "damaged", rubbish);
        cluster.publish(0, damaged);
        cluster.publish(0, Chunks.chunk("damaged", 1, 2));
        try (WorkerService worker = started("dead-letters", new PaintingEngine())) {
            List<ConsumerRecord<String, byte[]>> styled = cluster.read(Topics.UNPREFIXED.styledVideo(), "damaged", 3);
            List<ConsumerRecord<String, byte[]>> letters = cluster.read(Topics.UNPREFIXED.deadLetter(), "damaged", 2);

            assertThat(worker.finished().toCompletableFuture()).isNotDone();
            assertThat(styled).extracting(record -> chunk(record).getSequence()).containsExactly(0L, 1L, 2L);
            assertThat(chunk(styled.get(1)).getFrames().get(1).getOutcome()).isEqualTo(FrameOutcome.HELD_ERROR);
            assertThat(letters).hasSize(2);
            assertThat(letters.get(0).value()).isEqualTo(rubbish);
            assertThat(letters.get(0).partition()).isZero();
            assertThat(letters.get(0).timestamp()).isEqualTo(Chunks.msOf(4));
            assertThat(new String(
                            letters.get(1)
                                    .headers()
                                    .lastHeader("__streams.errors.message")
                                    .value(),
                            StandardCharsets.UTF_8))
                    .contains("7 bytes");
        }
    }

    @Test
    void aChunkThatComesWhileTheSchemaRegistryIsOutOfOrderIsRenderedWhenItIsBack() {
        try (SchemaServer registry = new SchemaServer()) {
            KafkaConnection connection = cluster.withRegistry(registry.url());
            try (AvroSerdes serdes = connection.openSerdes()) {
                VideoChunk chunk = Chunks.chunk("outage", 1, 0);
                byte[] value = serdes.value(VideoChunk.class)
                        .serializer()
                        .serialize(Topics.UNPREFIXED.sourceVideo().name(), chunk);
                registry.refuse(4); // one thread gives up after three, the next one is served
                cluster.publish(Topics.UNPREFIXED.sourceVideo(), 0, Chunks.msOf(0), "outage", value);
            }
            try (WorkerService worker = started("outage", new PaintingEngine(), connection)) {
                assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "outage", 1))
                        .hasSize(1);
                assertThat(registry.refusalsLeft()).isZero();
                assertThat(cluster.read(Topics.UNPREFIXED.deadLetter(), "outage", 0))
                        .isEmpty();
                assertThat(isReady(worker)).isTrue();
            }
        }
    }

    @Test
    void aBrokenEngineEndsTheWorkerAndTheChunkIsLeftForTheNext() {
        PaintingEngine broken = new PaintingEngine();
        try (WorkerService worker = started("broken", broken)) {
            broken.close();
            cluster.publish(1, Chunks.chunk("broken", 1, 0));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> worker.finished().toCompletableFuture().isCompletedExceptionally());
            assertThat(isReady(worker)).isFalse();
            assertThat(worker.alive().problem().get())
                    .hasValueSatisfying(text -> assertThat(text).contains("closed"));
        }
        try (WorkerService next = started("whole", new PaintingEngine())) {
            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), "broken", 1))
                    .hasSize(1);
            assertThat(isReady(next)).isTrue();
        }
    }

    @Test
    void twoWorkersShareTheSlotsAndOneTakesOverWhenTheOtherLeaves() {
        try (WorkerService stays = started("stays", new PaintingEngine())) {
            try (WorkerService leaves = started("leaves", new PaintingEngine())) {
                AtomicLong sequence = new AtomicLong();
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            cluster.publish(0, Chunks.chunk("shared-0", 1, sequence.get()));
                            cluster.publish(1, Chunks.chunk("shared-1", 1, sequence.getAndIncrement()));
                            return !lastWorker("shared-0").equals(lastWorker("shared-1"));
                        });
                assertThat(isReady(leaves)).isTrue();
            }
            cluster.publish(0, Chunks.chunk("shared-0", 2, 0));
            cluster.publish(1, Chunks.chunk("shared-1", 2, 0));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> lastEpoch("shared-0") == 2 && lastEpoch("shared-1") == 2);
            assertThat(List.of(lastWorker("shared-0"), lastWorker("shared-1"))).containsOnly("stays");
            assertThat(isReady(stays)).isTrue();
        }
    }

    @Test
    void aWorkerThatStillWarmsUpCanBeClosed() {
        PaintingEngine engine = new PaintingEngine();
        engine.fallSilent();
        WorkerService worker =
                new WorkerService(cluster.connection, config("warming"), List.of(engine), new SimpleMeterRegistry());
        CompletableFuture<Void> start;
        try (worker) {
            start = CompletableFuture.runAsync(worker::start, Thread::startVirtualThread);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !engine.requests().isEmpty());
        }

        assertThat(start).failsWithin(Duration.ofSeconds(10));
        assertThat(engine.isClosed()).isTrue();
    }

    @Test
    void recordsWithoutATimestampDoNotEndAWorker() {
        String stream = "timeless";
        try (WorkerService _ = started("timeless", new PaintingEngine())) {
            byte[] chunk = cluster.serdes
                    .value(VideoChunk.class)
                    .serializer()
                    .serialize(Topics.UNPREFIXED.sourceVideo().name(), Chunks.chunk(stream, 1, 0));
            byte[] style = cluster.serdes
                    .value(StyleUpdate.class)
                    .serializer()
                    .serialize(Topics.UNPREFIXED.styles().name(), Chunks.style(stream, 1, "ink"));
            cluster.publishTimeless(Topics.UNPREFIXED.sourceVideo(), 0, stream, chunk);
            cluster.publishTimeless(Topics.UNPREFIXED.styles(), 0, stream, style);
            cluster.publish(0, Chunks.chunk(stream, 1, 1));

            assertThat(cluster.read(Topics.UNPREFIXED.styledVideo(), stream, 1))
                    .singleElement()
                    .satisfies(record -> assertThat(chunk(record).getSequence()).isEqualTo(1));
            assertThat(cluster.read(Topics.UNPREFIXED.deadLetter(), stream, 2)).hasSize(2);
            assertThat(cluster.read(Topics.UNPREFIXED.events(), stream, 2)).hasSize(2);
        }
    }

    @Test
    void aWorkerWithTooFewThreadsDoesNotStart() {
        WorkerConfig narrow = config("narrow").withConcurrency(new Concurrency(1, 0));
        PaintingEngine engine = new PaintingEngine();
        try (WorkerService worker =
                new WorkerService(cluster.connection, narrow, List.of(engine), new SimpleMeterRegistry())) {
            assertThatThrownBy(worker::start).isInstanceOf(UserError.class).hasMessageContaining("2 slots");
        }
        assertThat(engine.isClosed()).isTrue();
    }

    @Test
    void oneModelThatLooksBackAmongSeveralIsEnoughToNeedTransactions() {
        WorkerConfig config = config("sparing").withGuarantee(Guarantee.AT_LEAST_ONCE);
        List<DiffusionEngine> engines = List.of(new PaintingEngine(), new LookbackEngine(0));
        try (WorkerService worker = new WorkerService(cluster.connection, config, engines, new SimpleMeterRegistry())) {
            assertThatThrownBy(worker::start)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("A model that looks back (lookback) needs the guarantee exactly_once_v2");
        }
    }

    private static WorkerService started(String name, PaintingEngine engine) {
        return started(name, engine, cluster.connection);
    }

    private static WorkerService started(String name, PaintingEngine engine, KafkaConnection connection) {
        WorkerService worker = new WorkerService(connection, config(name), List.of(engine), new SimpleMeterRegistry());
        worker.start();
        return worker;
    }

    private static String lastWorker(String streamId) {
        return chunk(cluster.read(Topics.UNPREFIXED.styledVideo(), streamId, 1).getLast())
                .getWorker();
    }

    private static long lastEpoch(String streamId) {
        return chunk(cluster.read(Topics.UNPREFIXED.styledVideo(), streamId, 1).getLast())
                .getEpoch();
    }

    private static boolean isReady(WorkerService worker) {
        return worker.ready().problem().get().isEmpty();
    }

    private static WorkerConfig config(String name) {
        return WorkerConfig.defaults().withMembership(new Membership(name, "workers-under-test", stateDir, 1));
    }

    private static StyledChunk chunk(ConsumerRecord<String, byte[]> record) {
        return cluster.serdes.value(StyledChunk.class).deserializer().deserialize(record.topic(), record.value());
    }
}
