package dev.brushcast.compose.control.store;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.TopicView;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Desired streams in topic {@code streams}. A pen is a transactional id, {@code PREFIXcontrol-NAME}: whoever takes it up fences
 * whoever had it, whose transaction then never commits, so that between reading the topic to its end and writing nobody else with
 * the same pen can have written.
 */
public final class KafkaStreamLog implements StreamLog, AutoCloseable {

    /** What the transactional ids begin with, after the installation's prefix. */
    private static final String PENS = "control-";

    private static final int TRIES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, String> SETTINGS = Map.of(
            "max.block.ms", Long.toString(PATIENCE.toMillis()),
            "delivery.timeout.ms", Long.toString(PATIENCE.toMillis()),
            "request.timeout.ms", Long.toString(PATIENCE.toMillis() / 2),
            "transaction.timeout.ms", Long.toString(PATIENCE.toMillis() * 2));

    private final KafkaClients clients;
    private final Topics topics;
    private final TopicView<DesiredStream> view;
    private final Admin admin;
    private final Map<String, ReentrantLock> pens = new ConcurrentHashMap<>();

    /** Its view is not started yet. */
    public KafkaStreamLog(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
        this.view = new TopicView<>(clients, topics.streams());
        this.admin = clients.admin("control");
    }

    /** Starts to read, and returns. */
    public void start() {
        view.start();
    }

    @Override
    public SortedMap<String, DesiredStream> streams() {
        TreeMap<String, DesiredStream> streams = new TreeMap<>();
        view.newest().forEach((id, record) -> streams.put(id, record.value()));
        return streams;
    }

    @Override
    public int slots() {
        return view.partitions();
    }

    @Override
    public Optional<String> problem() {
        return view.problem();
    }

    @Override
    public Write write(String pen, Function<SortedMap<String, DesiredStream>, Decision> change) {
        ReentrantLock mine = pens.computeIfAbsent(pen, _ -> new ReentrantLock(true));
        Backoff pauses = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), RandomGenerator.getDefault());
        try {
            if (!mine.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("Others are writing the same slot: try again");
            }
            try {
                for (int i = 0; i < TRIES; i++) {
                    Optional<Write> write = tried(pen, change);
                    if (write.isPresent()) {
                        return write.get();
                    }
                    Thread.sleep(pauses.next());
                }
            } finally {
                mine.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while writing", e);
        }
        throw new StoreUnavailableException("Other instances are writing the same slot all the time: try again");
    }

    /** Empty: somebody else has taken up the pen, or may have. */
    private Optional<Write> tried(String pen, Function<SortedMap<String, DesiredStream>, Decision> change)
            throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("transactional.id", topics.prefix() + PENS + pen);
        try (Producer<String, DesiredStream> producer = clients.producer(PENS + pen, DesiredStream.class, settings)) {
            producer.initTransactions();
            readToTheEnd();
            return Optional.of(
                    switch (change.apply(streams())) {
                        case Decision.Not(Write because) -> because;
                        case Decision.Put put -> put(producer, put);
                    });
        } catch (ExecutionException | KafkaException e) {
            if (isFenced(e) || isNameless(e)) {
                return Optional.empty();
            }
            throw unavailable(e);
        }
    }

    /** Depending on what it was about when it was fenced, a producer says so by itself or as the cause of an error state. */
    private static boolean isFenced(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || cause instanceof InvalidTxnStateException);
    }

    /**
     * A coordinator that is just taking the pen from one and giving it to the other may answer a commit with an error for which Kafka
     * has no class: whether the change is made shows when it is looked again.
     */
    private static boolean isNameless(Throwable failure) {
        return failure.getClass() == KafkaException.class && failure.getCause() == null;
    }

    private Write put(Producer<String, DesiredStream> producer, Decision.Put put)
            throws ExecutionException, InterruptedException {
        DesiredStream stream = put.stream();
        producer.beginTransaction();
        long offset = producer.send(new ProducerRecord<>(
                        topics.streams().name(), stream.getSlot(), stream.getStreamId(), put.value()))
                .get()
                .offset();
        producer.commitTransaction();
        if (!view.awaitReached(stream.getSlot(), offset + 1, PATIENCE)) {
            throw new StoreUnavailableException("The change is written and cannot be read back: look again");
        }
        return new Write.Done(stream);
    }

    /** What anybody committed before is in the view when this returns. */
    private void readToTheEnd() throws ExecutionException, InterruptedException {
        if (view.partitions() == 0) {
            throw new StoreUnavailableException(
                    "Topic streams " + view.problem().orElse("is being read"));
        }
        var ends = admin.listOffsets(
                        IntStream.range(0, view.partitions())
                                .mapToObj(slot ->
                                        new TopicPartition(topics.streams().name(), slot))
                                .collect(Collectors.toMap(place -> place, _ -> OffsetSpec.latest())),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs((int) PATIENCE.toMillis()))
                .all()
                .get();
        for (var end : ends.entrySet()) {
            if (!view.awaitReached(end.getKey().partition(), end.getValue().offset(), PATIENCE)) {
                throw new StoreUnavailableException("Topic streams cannot be read to its end: try again");
            }
        }
    }

    private static StoreUnavailableException unavailable(Exception cause) {
        return new StoreUnavailableException(
                KafkaFailures.explain(cause).orElseGet(() -> "Kafka does not take the change: " + Reason.of(cause)),
                cause);
    }

    @Override
    public void close() {
        view.close();
        admin.close(Duration.ofSeconds(1));
    }
}
