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
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells workers in topic {@code slack} how long viewers of a host's streams can wait, once a second for each. Whoever tells is showing
 * pictures, and is not kept at all: a report that cannot be sent at once is not sent, and workers go by their own budget. Safe for use
 * by several threads.
 */
final class HostSlack implements AutoCloseable {

    private static final long APART_US = 1_000_000;

    private final AsideProducer<ViewerSlack> producer;
    private final InstantSource clock;
    private final Map<String, Long> toldUs = new ConcurrentHashMap<>();
    private final RateLimitedLog warnings = new RateLimitedLog(LoggerFactory.getLogger(HostSlack.class), Level.WARN);

    HostSlack(KafkaClients clients, InstantSource clock) {
        producer = new AsideProducer<>(clients, "egress-slack", ViewerSlack.class, Duration.ZERO);
        this.clock = clock;
    }

    /** Gets ready to tell. */
    void open() {
        producer.open();
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
        producer.tell(topics.slack(), address, nowUs / 1000, report, this::failed);
    }

    /** A producer that does not know of the topic yet takes the next report. */
    private void failed(Exception failure) {
        if (!(failure instanceof TimeoutException)) {
            warnings.log(
                    "workers are not told how long viewers can wait: "
                            + KafkaFailures.explain(failure).orElseGet(() -> Reason.of(failure)),
                    line -> line);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
