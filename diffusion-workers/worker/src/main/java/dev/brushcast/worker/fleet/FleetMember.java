package dev.brushcast.worker.fleet;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Presence;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.log.RateLimitedLog;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the others how this worker fares, and hears how they do. One thread, which owns the consumer; reports may be sent by any.
 * A cluster that does not answer is waited for: whoever reads takes the worker for gone meanwhile, and no stream depends on it.
 */
public final class FleetMember implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(FleetMember.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final RateLimitedLog warnings = new RateLimitedLog(LOGGER, Level.WARN);
    private final KafkaClients clients;
    private final TopicDefinition<WorkerHealth> topic;
    private final WorkerReport report;
    private final Fleet fleet;
    private final LongSupplier nowUs;
    private final Producer<String, WorkerHealth> producer;
    private final OwnedThread thread;
    private volatile boolean stopping;
    private volatile @Nullable WorkerHealth last;
    private volatile boolean written;

    /** @param nowUs wall clock, µs since 1970 */
    public FleetMember(
            KafkaClients clients,
            TopicDefinition<WorkerHealth> topic,
            WorkerReport report,
            Fleet fleet,
            LongSupplier nowUs) {
        this.clients = clients;
        this.topic = topic;
        this.report = report;
        this.fleet = fleet;
        this.nowUs = nowUs;
        producer = clients.producer(report.worker() + "-health", WorkerHealth.class, Map.of("max.block.ms", "2000"));
        thread = new OwnedThread(report.worker() + "-fleet", this::takePart, this::ended);
    }

    /** Starts, and returns. */
    public void start() {
        thread.start();
    }

    /** What was told last; null: nothing yet. */
    public @Nullable WorkerHealth last() {
        return last;
    }

    /** Tells now; what is told later replaces it. */
    public void tell() {
        WorkerHealth health = report.next(nowUs.getAsLong());
        last = health;
        send(report.worker(), health);
    }

    private void send(String worker, @Nullable WorkerHealth health) {
        long ms = nowUs.getAsLong() / 1_000;
        try {
            var _ = producer.send(new ProducerRecord<>(topic.name(), 0, ms, worker, health), (metadata, failure) -> {
                if (failure == null) {
                    written = true;
                } else {
                    warn(failure);
                }
            });
        } catch (KafkaException e) { // such as a schema registry that does not answer: no stream waits for this
            warn(e);
        }
    }

    private void takePart() throws InterruptedException {
        Backoff pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
        while (!stopping) {
            try (Consumer<String, WorkerHealth> consumer =
                    clients.consumer(report.worker() + "-fleet", null, WorkerHealth.class, Map.of())) {
                List<TopicPartition> places = List.of(new TopicPartition(topic.name(), 0));
                consumer.assign(places);
                consumer.seekToBeginning(places);
                hearAndTell(new CheckedConsumer<>(consumer), pauses);
            } catch (InterruptException _) {
                return;
            } catch (KafkaException | UserError e) {
                warn(e);
            }
            if (!stopping) {
                Thread.sleep(pauses.next());
            }
        }
    }

    private void hearAndTell(CheckedConsumer<WorkerHealth> consumer, Backoff pauses) {
        long due = System.nanoTime();
        while (!stopping) {
            consumer.poll(POLL).forEach(record -> {
                if (record.key() != null) {
                    fleet.take(record.key(), record.value());
                }
            });
            if (System.nanoTime() - due >= 0) {
                tell();
                fleet.forgotten(Presence.FORGOTTEN_AFTER).forEach(gone -> {
                    fleet.forget(gone);
                    send(gone, null);
                });
                due = System.nanoTime() + Presence.EVERY.toNanos();
                pauses.reset();
            }
        }
    }

    private void warn(Exception failure) {
        warnings.log(
                "How this worker fares cannot be told or heard of, is tried again",
                line -> line.addKeyValue("topic", topic.name())
                        .addKeyValue("reason", KafkaFailures.explain(failure).orElseGet(() -> Reason.of(failure))));
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).log("This worker does not tell any more how it fares");
        }
    }

    /** Takes the worker off the list, if the cluster answers soon. */
    @Override
    public void close() {
        stopping = true;
        if (thread.join(CLOSE_WITHIN).isPresent()) {
            thread.interrupt();
        }
        if (written) {
            send(report.worker(), null);
        }
        producer.close(CLOSE_WITHIN);
    }
}
