package dev.brushcast.ingest.publish;

import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a stream's recording as its only writer. Its producer's transactional id is the stream's: who claims it has the brokers take
 * nothing more from whoever had it before, however late that one wakes, and ends what that one has left open. So what a reader sees
 * of a stream is one writer's after another's, never two by turns.
 *
 * <p>Each record is there for readers with its transaction, so one is made at once of all that wait: of a live stream mostly a
 * chunk; where brokers are slow, of what has come meanwhile. One thread writes; {@link #send} may be called by any.
 */
final class ClaimedWriter implements RecordSender, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ClaimedWriter.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private record Waiting(ProducerRecord<String, SpecificRecord> sent, Consumer<@Nullable Exception> done) {}

    private final Supplier<Producer<String, SpecificRecord>> producers;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final OwnedThread thread;
    private Producer<String, SpecificRecord> producer;
    private volatile @Nullable Exception broken;
    private volatile boolean again;

    /**
     * Claims the stream; waits until the brokers have granted it.
     *
     * @param name of its thread
     * @param producers open one with the stream's transactional id
     * @throws DeliveryException if they do not grant it
     */
    ClaimedWriter(String name, Supplier<Producer<String, SpecificRecord>> producers) {
        this.producers = producers;
        this.producer = claim();
        this.thread = new OwnedThread(name, this::run, this::ended);
        thread.start();
    }

    private Producer<String, SpecificRecord> claim() {
        Producer<String, SpecificRecord> opened = producers.get();
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw new DeliveryException(e);
        }
    }

    @Override
    public void send(ProducerRecord<String, SpecificRecord> sent, Consumer<@Nullable Exception> done) {
        queue.add(new Waiting(sent, done));
    }

    /** Lets the stream be claimed anew with the next record, if that was lost with what the brokers did not take. */
    void mayClaimAgain() {
        again = true;
    }

    /** Why nothing more is taken. */
    @Nullable
    Exception broken() {
        return broken;
    }

    /** Whether a failure is that somebody else has claimed the id, or that the brokers have ended a transaction by themselves. */
    static boolean isFenced(@Nullable Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private void run() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        while (true) {
            batch.add(queue.take());
            queue.drainTo(batch);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Waiting> batch) throws InterruptedException {
        Exception failure = broken == null ? null : claimAgain(broken);
        if (failure == null) {
            try {
                producer.beginTransaction();
                for (Waiting record : batch) {
                    var _ = producer.send(record.sent());
                }
                commit();
            } catch (InterruptException e) {
                done(batch, e);
                throw (InterruptedException) new InterruptedException().initCause(e);
            } catch (KafkaException | IllegalStateException e) {
                failure = e;
                abort(e);
            }
        }
        done(batch, failure);
    }

    private @Nullable Exception claimAgain(Exception failure) {
        if (!again) {
            return failure;
        }
        again = false;
        producer.close(Duration.ZERO);
        try {
            producer = claim();
            broken = null;
            return null;
        } catch (DeliveryException e) {
            return e;
        }
    }

    /** The brokers may be away for a while; a transaction that was sent is not given up for that. */
    private void commit() {
        while (true) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                LOGGER.warn("the brokers have not taken a stream's chunks yet: {}", e.getMessage());
            }
        }
    }

    private void abort(RuntimeException failure) {
        if (isFenced(failure)) {
            broken = failure;
            return;
        }
        try {
            producer.abortTransaction();
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            broken = failure;
        } catch (KafkaException | IllegalStateException e) {
            failure.addSuppressed(e);
            broken = failure;
        }
    }

    private static void done(List<Waiting> batch, @Nullable Exception failure) {
        batch.forEach(record -> record.done().accept(failure));
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).log("a stream's chunks are not written any more");
        }
        broken =
                failure instanceof Exception known ? known : new IllegalStateException("not written any more", failure);
        List<Waiting> left = new ArrayList<>();
        queue.drainTo(left);
        done(left, broken);
    }

    /** What waits is not written any more. */
    @Override
    public void close() {
        thread.interrupt();
        thread.join(CLOSE_LIMIT)
                .ifPresent(stuck -> LOGGER.atWarn().setCause(stuck).log("a stream's writer hangs"));
        producer.close(CLOSE_LIMIT);
    }
}
