package dev.brushcast.compose.bench;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Live streams through brokers, without a picture being looked at: an ingest's producer, for each stream a worker's reader and
 * transaction for each chunk (styled chunk, timing, offset), an egress' readers of source and styled chunks. Topics are its
 * own, and go with it.
 */
public final class BrokerBenchmark {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);
    private static final long IN_TIME_NANOS = Duration.ofSeconds(1).toNanos();

    private final KafkaClients clients;
    private final BrokerLoad load;
    private final BrokerChunks chunks;
    private final Topics topics;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong back = new AtomicLong();

    /** Workers that have committed once. */
    private final CountDownLatch ready;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** When each chunk's turn was; by stream, then sequence. */
    private final AtomicLongArray turns;

    /** How long each took, 0 of one that did not come back. Written by one thread, read when it has ended. */
    private final long[] nanos;

    /** For one run; {@code name} tells its topics from others'. */
    public BrokerBenchmark(KafkaClients clients, BrokerLoad load, String name) {
        this.clients = clients;
        this.load = load;
        chunks = new BrokerChunks(load);
        ready = new CountDownLatch(load.streams());
        topics = new Topics(name + ".");
        turns = new AtomicLongArray(load.streams() * load.chunks());
        nanos = new long[load.streams() * load.chunks()];
    }

    /** Runs it; takes as long as the load says and some seconds more. */
    public BrokerReport run() throws InterruptedException {
        try (Admin admin = clients.admin("bench")) {
            new TopicProvisioner(admin, topics).create(load.streams(), (short) load.replication());
            try {
                return onTopics();
            } finally {
                var _ = admin.deleteTopics(
                        topics.all().stream().map(TopicDefinition::name).toList());
            }
        }
    }

    private BrokerReport onTopics() throws InterruptedException {
        List<OwnedThread> threads = new ArrayList<>();
        threads.add(start("bench-egress-styled", this::readStyled));
        threads.add(start("bench-egress-source", this::readSource));
        for (int slot = 0; slot < load.streams(); slot++) {
            int own = slot;
            threads.add(start("bench-worker-" + slot, () -> work(own)));
        }
        for (long deadline = System.nanoTime() + READY.toNanos();
                failure.get() == null && System.nanoTime() < deadline; ) {
            if (ready.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        long begun = System.nanoTime();
        send();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double writtenRate = written.get() / seconds / 1e6;
        double readRate = read.get() / seconds / 1e6;
        double transactions = back.get() / seconds;
        long sent = (long) load.streams() * load.chunks();
        long deadline = System.nanoTime() + AFTERWARDS.toNanos();
        while (back.get() < sent && failure.get() == null && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
        over.set(true);
        for (OwnedThread thread : threads) {
            thread.join(AFTERWARDS).ifPresent(stuck -> failure.compareAndSet(null, stuck));
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the benchmark did not come to its end", failed);
        }
        return report(sent, transactions, writtenRate, readRate);
    }

    private OwnedThread start(String name, OwnedThread.Work work) {
        OwnedThread thread = new OwnedThread(name, work, ended -> failure.compareAndSet(null, ended));
        thread.start();
        return thread;
    }

    private BrokerReport report(long sent, double transactions, double writtenRate, double readRate) {
        long[] sorted = Arrays.stream(nanos).filter(taken -> taken > 0).sorted().toArray();
        return new BrokerReport(
                load,
                sent,
                back.get(),
                transactions,
                writtenRate,
                readRate,
                millis(sorted, 0.50),
                millis(sorted, 0.95),
                millis(sorted, 0.99),
                sorted.length == sent && sorted[(int) (sorted.length * 0.95)] < IN_TIME_NANOS);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * share)] / 1e6;
    }

    /** Each chunk at its turn; streams are spread over a chunk's length. */
    private void send() {
        try (Producer<String, VideoChunk> producer = clients.producer("bench-ingest", VideoChunk.class, Map.of())) {
            long between = load.chunkLength().toNanos() / load.streams();
            long turn = System.nanoTime();
            for (int sequence = 0; sequence < load.chunks(); sequence++) {
                for (int slot = 0; slot < load.streams(); slot++) {
                    turn += between;
                    for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    turns.set(index(slot, sequence), turn);
                    Future<RecordMetadata> _ = producer.send(
                            new ProducerRecord<>(
                                    topics.sourceVideo().name(),
                                    slot,
                                    null,
                                    name(slot),
                                    chunks.source(name(slot), sequence)),
                            this::sent);
                    written.addAndGet((long) load.chunkFrames() * load.frameBytes());
                }
            }
            producer.flush();
        }
    }

    private int index(int slot, int sequence) {
        return slot * load.chunks() + sequence;
    }

    private void sent(@Nullable RecordMetadata taken, @Nullable Exception refused) {
        failure.compareAndSet(null, refused);
    }

    private static String name(int slot) {
        return "bench-" + slot;
    }

    private void work(int slot) {
        String id = topics.prefix() + "worker-" + slot;
        TopicPartition place = new TopicPartition(topics.sourceVideo().name(), slot);
        try (Consumer<String, VideoChunk> consumer =
                        clients.consumer(id, topics.prefix() + "worker", VideoChunk.class, Map.of());
                Producer<String, SpecificRecord> producer =
                        clients.producer(id, Map.of("transactional.id", id, "transaction.timeout.ms", "10000"))) {
            producer.initTransactions();
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            producer.beginTransaction();
            end(producer, consumer, place, 0); // the first one makes Kafka's own topics
            ready.countDown();
            while (!over.get()) {
                for (ConsumerRecord<String, VideoChunk> record : consumer.poll(POLL)) {
                    count(record);
                    VideoChunk source = record.value();
                    producer.beginTransaction();
                    Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                            topics.styledVideo().name(), slot, null, record.key(), BrokerChunks.styled(source)));
                    Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(
                            topics.timings().name(), slot, null, record.key(), BrokerChunks.timing(source)));
                    end(producer, consumer, place, record.offset() + 1);
                    written.addAndGet((long) load.chunkFrames() * load.frameBytes());
                }
            }
        }
    }

    private static void end(
            Producer<String, SpecificRecord> producer, Consumer<?, ?> consumer, TopicPartition place, long next) {
        producer.sendOffsetsToTransaction(Map.of(place, new OffsetAndMetadata(next)), consumer.groupMetadata());
        producer.commitTransaction();
    }

    private void readStyled() {
        try (Consumer<String, StyledChunk> consumer =
                clients.consumer("bench-egress-styled", null, StyledChunk.class, Map.of())) {
            assignAll(consumer, topics.styledVideo().name());
            while (!over.get()) {
                for (ConsumerRecord<String, StyledChunk> record : consumer.poll(POLL)) {
                    count(record);
                    int index = index(record.partition(), (int) record.value().getSequence());
                    nanos[index] = Math.max(1, System.nanoTime() - turns.get(index));
                    back.incrementAndGet();
                }
            }
        }
    }

    private void readSource() {
        try (Consumer<String, VideoChunk> consumer =
                clients.consumer("bench-egress-source", null, VideoChunk.class, Map.of())) {
            assignAll(consumer, topics.sourceVideo().name());
            while (!over.get()) {
                consumer.poll(POLL).forEach(this::count);
            }
        }
    }

    private void count(ConsumerRecord<?, ?> record) {
        read.addAndGet(record.serializedValueSize());
    }

    private void assignAll(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> all = IntStream.range(0, load.streams())
                .mapToObj(slot -> new TopicPartition(topic, slot))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }
}
