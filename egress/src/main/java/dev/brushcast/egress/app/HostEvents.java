package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in topic {@code events} what a host finds in its streams' outputs. Whoever tells is showing pictures, and is not kept:
 * an event that the brokers do not take is in the log alone. Safe for use by several threads.
 */
final class HostEvents implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HostEvents.class);

    /** A producer that does not know of the topic yet asks for it, and makes whoever sends wait. */
    private static final Map<String, String> PATIENCE = Map.of("max.block.ms", "500");

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private @Nullable Producer<String, StreamEvent> producer;

    HostEvents(KafkaClients clients) {
        this.clients = clients;
    }

    /** Tells it, soon. */
    void tell(Topics topics, StreamAddress address, StreamEvent event) {
        try {
            Future<RecordMetadata> _ = producer()
                    .send(
                            new ProducerRecord<>(
                                    topics.events().name(),
                                    address.slot(),
                                    MediaTime.toRecordTimestamp(event.getAtUs()),
                                    address.streamId(),
                                    event),
                            (_, failure) -> sent(event, failure));
        } catch (KafkaException e) {
            sent(event, e);
        }
    }

    private static void sent(StreamEvent event, @Nullable Exception failure) {
        if (failure != null) {
            LOGGER.atWarn()
                    .addKeyValue("stream", event.getStreamId())
                    .addKeyValue("event", event.getType())
                    .log(
                            "an event is not told: {}",
                            KafkaFailures.explain(failure).orElseGet(() -> Reason.of(failure)));
        }
    }

    private synchronized Producer<String, StreamEvent> producer() {
        Producer<String, StreamEvent> opened =
                producer == null ? clients.producer("egress-events", StreamEvent.class, PATIENCE) : producer;
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
