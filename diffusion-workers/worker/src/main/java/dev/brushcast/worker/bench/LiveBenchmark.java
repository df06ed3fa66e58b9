package dev.brushcast.worker.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Live streams on one fresh worker, or on workers that run already: how many of their frames are styled in time, and how soon what had
 * piled up before is left behind.
 *
 * <p>Writes to the installation's topics as streams of their own would: meant for a cluster made for it, with a slot for each.
 */
public final class LiveBenchmark {

    /** A style that is there before its stream. */
    private static final Duration STYLED_BEFORE = Duration.ofMinutes(1);

    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long READY_POLL_NANOS = 1_000_000;

    private final KafkaConnection connection;
    private final Topics topics;
    private final LiveOptions options;

    public LiveBenchmark(KafkaConnection connection, Topics topics, LiveOptions options) {
        this.connection = connection;
        this.topics = topics;
        this.options = options;
    }

    /**
     * Runs it; takes as long as the streams and a few seconds.
     *
     * @param engine the worker's, closed at the end
     * @param stateDir for the worker's local state
     * @throws IllegalStateException if frames do not come back
     */
    public LiveReport run(DiffusionEngine engine, Path stateDir) {
        WorkerConfig config = WorkerConfig.defaults()
                .withTopics(topics)
                .withGuarantee(options.guarantee())
                .withMembership(new Membership("live-benchmark-worker", "brushcast-live-benchmark", stateDir, 1));
        try (WorkerService worker = new WorkerService(connection, config, List.of(engine), new SimpleMeterRegistry())) {
            return run(
                    () -> {
                        worker.start();
                        while (worker.ready().problem().get().isPresent()) {
                            LockSupport.parkNanos(READY_POLL_NANOS);
                        }
                    },
                    () -> {});
        }
    }

    /**
     * Runs it on whatever workers there are.
     *
     * @param ready returns when they take part
     * @param settled is called once, when what becomes of the frames begins to be judged
     * @throws IllegalStateException if frames do not come back
     */
    public LiveReport run(Runnable ready, Runnable settled) {
        try (AvroSerdes serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            List<BenchmarkChunks> streams = streams();
            declare(clients, streams);
            try (Producer<String, VideoChunk> producer =
                            clients.producer("live-benchmark-producer", VideoChunk.class, Map.of());
                    Consumer<String, StyledChunk> consumer =
                            clients.consumer("live-benchmark-reader", null, StyledChunk.class, Map.of())) {
                return measure(streams, ready, settled, producer, consumer);
            }
        }
    }

    private List<BenchmarkChunks> streams() {
        long startUs = BenchmarkChunks.nowUs() - options.backlog().toNanos() / 1_000;
        return IntStream.range(0, options.streams())
                .mapToObj(slot -> new BenchmarkChunks("live-benchmark-" + slot, options.pictures(), true, startUs))
                .toList();
    }

    private void declare(KafkaClients clients, List<BenchmarkChunks> streams) {
        try (Producer<String, EpochStart> producer =
                clients.producer("live-benchmark-epochs", EpochStart.class, Map.of())) {
            for (int slot = 0; slot < streams.size(); slot++) {
                EpochStart spec = streams.get(slot).spec(slot);
                producer.send(new ProducerRecord<>(topics.epochs().name(), spec.getStreamId(), spec))
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the benchmark's streams could not be declared: " + Reason.of(e), e);
        }
        if (options.smallestSize() > 0) {
            style(clients, streams);
        }
    }

    /** The default style, but for the size, for all that there is of a stream. */
    private void style(KafkaClients clients, List<BenchmarkChunks> streams) {
        try (Producer<String, StyleUpdate> producer =
                clients.producer("live-benchmark-styles", StyleUpdate.class, Map.of())) {
            for (int slot = 0; slot < streams.size(); slot++) {
                StyleUpdate style = StyleUpdate.newBuilder()
                        .setStreamId(streams.get(slot).spec(slot).getStreamId())
                        .setRevision(1)
                        .setPrompts(List.of(new WeightedPrompt("", 1.0)))
                        .setSeeds(List.of(new WeightedSeed(2L, 1.0)))
                        .setSmallestSize(options.smallestSize())
                        .build();
                long fromMs = System.currentTimeMillis()
                        - options.backlog().plus(STYLED_BEFORE).toMillis();
                producer.send(new ProducerRecord<>(topics.styles().name(), slot, fromMs, style.getStreamId(), style))
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the benchmark's streams could not be styled: " + Reason.of(e), e);
        }
    }

    private LiveReport measure(
            List<BenchmarkChunks> streams,
            Runnable ready,
            Runnable settled,
            Producer<String, VideoChunk> producer,
            Consumer<String, StyledChunk> consumer) {
        List<TopicPartition> slots = IntStream.range(0, options.streams())
                .mapToObj(slot -> new TopicPartition(topics.styledVideo().name(), slot))
                .toList();
        consumer.assign(slots);
        consumer.seekToEnd(slots);
        slots.forEach(consumer::position);
        sendBacklog(streams, producer);
        ready.run();
        LiveTally tally = new LiveTally(BenchmarkChunks.nowUs(), options.settling(), settled);
        Thread sender = Thread.ofPlatform().name("live-benchmark-sender").start(() -> sendLive(streams, producer));
        try {
            receive(consumer, streams, tally);
        } finally {
            sender.interrupt();
        }
        return tally.report();
    }

    /** As if there had been nobody to render it, up to now. */
    private void sendBacklog(List<BenchmarkChunks> streams, Producer<String, VideoChunk> producer) {
        int chunks = options.backlogChunks();
        long nowUs = BenchmarkChunks.nowUs();
        long intervalUs = options.pictures().interval().toNanos() / 1_000;
        for (int sequence = 0; sequence < chunks; sequence++) {
            for (int slot = 0; slot < streams.size(); slot++) {
                send(
                        producer,
                        slot,
                        streams.get(slot),
                        streams.get(slot).next(sequence, nowUs - (chunks - sequence) * intervalUs));
            }
        }
        producer.flush();
    }

    private void sendLive(List<BenchmarkChunks> streams, Producer<String, VideoChunk> producer) {
        long due = System.nanoTime();
        int first = options.backlogChunks();
        long apart = options.pictures().interval().toNanos() / streams.size();
        for (int i = 0; i < options.pictures().chunks(); i++) {
            for (int slot = 0; slot < streams.size() && !Thread.interrupted(); slot++) {
                send(producer, slot, streams.get(slot), streams.get(slot).next(first + i));
                due += apart;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void send(Producer<String, VideoChunk> producer, int slot, BenchmarkChunks stream, VideoChunk chunk) {
        var _ = producer.send(new ProducerRecord<>(
                topics.sourceVideo().name(), slot, stream.timestampMs(chunk), chunk.getStreamId(), chunk));
    }

    private void receive(Consumer<String, StyledChunk> consumer, List<BenchmarkChunks> streams, LiveTally tally) {
        long epoch = streams.getFirst().epoch();
        long expected = (long) options.framesPerStream() * streams.size();
        long deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (tally.frames() < expected) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Only " + tally.frames() + " of " + expected + " frames came back within " + GIVE_UP_AFTER);
            }
            for (ConsumerRecord<String, StyledChunk> record : consumer.poll(POLL)) {
                if (record.value().getEpoch() == epoch) {
                    tally.add(record.value(), BenchmarkChunks.nowUs());
                }
            }
        }
    }
}
