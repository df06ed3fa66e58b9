package dev.brushcast.worker.source;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ViewerSlack;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.log.RateLimitedLog;
import dev.brushcast.worker.schedule.Viewers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What outputs say lately of how long their viewers can wait. A consumer and a thread of its own read it, of all slots and of what is
 * new alone: as one more input of the topology, each report would be a poll and part of a commit between chunks, and those of the
 * time in which there was no worker would be read before the first chunk. Nothing waits for a report; without one, a worker goes by
 * its own budget. Safe for use by several threads.
 */
public final class ViewerReports implements Viewers, AutoCloseable {

    /** A report that is older is none. */
    private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WITHIN_A_POLL = Duration.ofSeconds(1);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final LongSupplier nanoClock;
    private final Map<String, Report> reports = new ConcurrentHashMap<>();
    private final RateLimitedLog warnings =
            new RateLimitedLog(LoggerFactory.getLogger(ViewerReports.class), Level.WARN);
    private @Nullable OwnedThread thread;
    private volatile boolean closing;

    private record Report(long budgetUs, long heardNanos) {}

    public ViewerReports(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public OptionalLong budgetUs(String streamId) {
        Report report = reports.get(streamId);
        return report == null || nanoClock.getAsLong() - report.heardNanos > BELIEVED_NANOS
                ? OptionalLong.empty()
                : OptionalLong.of(report.budgetUs);
    }

    /** Notes what a stream's output says. */
    public void heard(String streamId, ViewerSlack slack) {
        long now = nanoClock.getAsLong();
        reports.values().removeIf(report -> now - report.heardNanos > BELIEVED_NANOS);
        reports.put(streamId, new Report(slack.getBudgetUs(), now));
    }

    /** Begins to listen. */
    public synchronized void start(KafkaClients clients, Topics topics, int slots, String clientId) {
        List<TopicPartition> places = IntStream.range(0, slots)
                .mapToObj(slot -> new TopicPartition(topics.slack().name(), slot))
                .toList();
        thread = new OwnedThread(clientId, () -> listen(clients, places, clientId), this::ended);
        thread.start();
    }

    private void listen(KafkaClients clients, List<TopicPartition> places, String clientId)
            throws InterruptedException {
        while (!closing) {
            try (Consumer<String, ViewerSlack> consumer =
                    clients.consumer(clientId, null, ViewerSlack.class, Map.of())) {
                consumer.assign(places);
                consumer.seekToEnd(places);
                while (!closing) {
                    consumer.poll(POLL).forEach(this::hear);
                }
            } catch (KafkaException
                    | UserError e) { // also what is no report: it is passed over by beginning at the end again
                if (!closing) {
                    warn(e);
                    Thread.sleep(AGAIN_AFTER);
                }
            }
        }
    }

    private void hear(ConsumerRecord<String, ViewerSlack> record) {
        if (record.key() != null && record.value() != null) {
            heard(record.key(), record.value());
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null && !closing) {
            warn(failure);
        }
    }

    private void warn(Throwable failure) {
        warnings.log(
                "What outputs say of their viewers cannot be read, frames have the worker's own budget: "
                        + Reason.of(failure),
                line -> line);
    }

    @Override
    public synchronized void close() {
        closing = true;
        if (thread != null) {
            if (thread.join(WITHIN_A_POLL).isPresent()) {
                thread.interrupt(); // a consumer that is closed while interrupted complains
            }
            thread.join(CLOSE_LIMIT).ifPresent(this::warn);
            thread = null;
        }
    }
}
