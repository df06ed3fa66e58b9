package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in topic {@code events} what a host finds in its streams' outputs; an event that the brokers do not take is in the log
 * alone. Safe for use by several threads.
 */
final class HostEvents implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HostEvents.class);

    private final AsideProducer<StreamEvent> producer;

    HostEvents(KafkaClients clients) {
        producer = new AsideProducer<>(clients, "egress-events", StreamEvent.class, Duration.ofMillis(500));
    }

    /** Tells it, soon. */
    void tell(Topics topics, StreamAddress address, StreamEvent event) {
        producer.tell(
                topics.events(),
                address,
                MediaTime.toRecordTimestamp(event.getAtUs()),
                event,
                failure -> LOGGER.atWarn()
                        .addKeyValue("stream", event.getStreamId())
                        .addKeyValue("event", event.getType())
                        .log(
                                "an event is not told: {}",
                                KafkaFailures.explain(failure).orElseGet(() -> Reason.of(failure))));
    }

    @Override
    public void close() {
        producer.close();
    }
}
