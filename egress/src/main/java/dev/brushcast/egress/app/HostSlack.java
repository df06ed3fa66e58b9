package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.ViewerSlack;
import dev.brushcast.egress.ledger.Slack;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.log.RateLimitedLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells workers in topic {@code slack} how long viewers of a host's streams can wait, once a second for each. Whoever tells is showing
 * pictures, and is not kept at all: a report that cannot be sent at once is not sent, and workers go by their own budget. Safe for use
 * by several threads.
 */
final class HostSlack implements AutoCloseable {

    private static final long APART_US = 1_000_000;

    /** A producer that does not know of the topic yet asks for it, and takes the next report. */
    private static final Map<String, String> NO_PATIENCE = Map.of("max.block.ms", "0");

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final InstantSource clock;
    private final Map<String, Long> toldUs = new ConcurrentHashMap<>();
    private final RateLimitedLog warnings = new RateLimitedLog(LoggerFactory.getLogger(HostSlack.class), Level.WARN);
    private @Nullable Producer<String, ViewerSlack> producer;

    HostSlack(KafkaClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Tells it, if nothing has been told of the stream for a second. */
    void tell(Topics topics, StreamAddress address, Slack slack) {
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        Long before = toldUs.get(address.streamId());
        if (before != null && nowUs - before < APART_US && nowUs >= before) {
            return;
        }
        toldUs.put(address.streamId(), nowUs);
        ViewerSlack report = new ViewerSlack(address.streamId(), nowUs, slack.heldUs(), slack.budgetUs());
        try {
            Future<RecordMetadata> _ = producer()
                    .send(
                            new ProducerRecord<>(
                                    topics.slack().name(), address.slot(), nowUs / 1000, address.streamId(), report),
                            (_, failure) -> sent(failure));
        } catch (KafkaException e) {
            sent(e);
        }
    }

    private void sent(@Nullable Exception failure) {
        if (failure != null && !(failure instanceof TimeoutException)) {
            warnings.log(
                    "workers are not told how long viewers can wait: "
                            + KafkaFailures.explain(failure).orElseGet(() -> Reason.of(failure)),
                    line -> line);
        }
    }

    private synchronized Producer<String, ViewerSlack> producer() {
        Producer<String, ViewerSlack> opened =
                producer == null ? clients.producer("egress-slack", ViewerSlack.class, NO_PATIENCE) : producer;
        producer = opened;
        return opened;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
            producer = null;
        }
    }
}
