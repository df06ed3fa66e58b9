package dev.brushcast.worker.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.AvroSerdes;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures a chunk's way through Kafka with the real worker, one stream at its own pace, and an engine that gives the
 * pictures back. All clocks are this machine's, so producer, worker and reader run here.
 *
 * <p>Writes to the installation's topics as a stream of its own would: meant for a cluster made for it.
 */
public final class HopBenchmark {

    private static final String STREAM = "hop-benchmark";
    private static final int SLOT = 0;
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConnection connection;
    private final Topics topics;
    private final HopOptions options;

    public HopBenchmark(KafkaConnection connection, Topics topics, HopOptions options) {
        this.connection = connection;
        this.topics = topics;
        this.options = options;
    }

    /**
     * Runs it; takes the chunks' time and a few seconds.
     *
     * @param stateDir for the worker's local state
     * @throws IllegalStateException if chunks do not come back
     */
    public HopReport run(Path stateDir) {
        WorkerConfig config = WorkerConfig.defaults()
                .withTopics(topics)
                .withMembership(new Membership("hop-benchmark-worker", "brushcast-hop-benchmark", stateDir, 1));
        try (AvroSerdes serdes = connection.openSerdes();
                WorkerService worker =
                        new WorkerService(connection, config, List.of(new EchoEngine()), new SimpleMeterRegistry())) {
            worker.start();
            KafkaClients clients = new KafkaClients(connection, serdes);
            BenchmarkChunks chunks =
                    // Not live: not to be thinned out, however slow the machine.
                    new BenchmarkChunks(STREAM, options, false, BenchmarkChunks.nowUs());
            declare(clients, chunks);
            try (Producer<String, VideoChunk> producer =
                            clients.producer("hop-benchmark-producer", VideoChunk.class, Map.of());
                    Consumer<String, StyledChunk> consumer =
                            clients.consumer("hop-benchmark-reader", null, StyledChunk.class, Map.of())) {
                return measure(chunks, producer, consumer);
            }
        }
    }

    /** As ingest does: workers look up which captures there are, and would look again and again for one that is not. */
    private void declare(KafkaClients clients, BenchmarkChunks chunks) {
        try (Producer<String, EpochStart> producer =
                clients.producer("hop-benchmark-epochs", EpochStart.class, Map.of())) {
            producer.send(new ProducerRecord<>(topics.epochs().name(), STREAM, chunks.spec(SLOT)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the benchmark's stream could not be declared: " + Reason.of(e), e);
        }
    }

    private HopReport measure(
            BenchmarkChunks chunks, Producer<String, VideoChunk> producer, Consumer<String, StyledChunk> consumer) {
        TopicPartition partition = new TopicPartition(topics.styledVideo().name(), SLOT);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        HopTimes times = new HopTimes(options.warmUpChunks(), options.chunks());
        Thread sender = Thread.ofPlatform().name("hop-benchmark-sender").start(() -> send(producer, chunks, times));
        try {
            receive(consumer, chunks.epoch(), times);
        } finally {
            sender.interrupt();
        }
        return times.report(chunks.chunkBytes());
    }

    private void send(Producer<String, VideoChunk> producer, BenchmarkChunks chunks, HopTimes times) {
        long due = System.nanoTime();
        int total = options.warmUpChunks() + options.chunks();
        for (int sequence = 0; sequence < total && !Thread.interrupted(); sequence++) {
            VideoChunk chunk = chunks.next(sequence);
            var record =
                    new ProducerRecord<>(topics.sourceVideo().name(), SLOT, chunks.timestampMs(chunk), STREAM, chunk);
            var _ = producer.send(record, (sent, failure) -> times.failed(failure));
            due += options.interval().toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static void receive(Consumer<String, StyledChunk> consumer, long epoch, HopTimes times) {
        long deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (!times.complete()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + times.count() + " chunks came back within " + GIVE_UP_AFTER);
            }
            for (ConsumerRecord<String, StyledChunk> record : consumer.poll(POLL)) {
                if (record.value().getStreamId().equals(STREAM)
                        && record.value().getEpoch() == epoch) {
                    times.add(record.value(), BenchmarkChunks.nowUs());
                }
            }
        }
    }
}
