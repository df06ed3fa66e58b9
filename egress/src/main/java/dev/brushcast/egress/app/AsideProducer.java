package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What a host tells beside its pictures: whoever tells is showing them and is not kept, and what the brokers do not take is lost.
 * Opened with the first record, or before. Safe for use by several threads.
 *
 * @param <V> what is told
 */
final class AsideProducer<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String name;
    private final Class<V> type;
    private final Map<String, String> settings;
    private @Nullable Producer<String, V> producer;

    /** @param patience of whoever tells while the producer does not know of the topic yet, and asks for it */
    AsideProducer(KafkaClients clients, String name, Class<V> type, Duration patience) {
        this.clients = clients;
        this.name = name;
        this.type = type;
        this.settings = Map.of("max.block.ms", Long.toString(patience.toMillis()));
    }

    /**
     * Tells it, soon.
     *
     * @param atMs the record's time
     * @param failed is told when it was not, on any thread
     */
    void tell(TopicDefinition<V> topic, StreamAddress address, long atMs, V what, Consumer<Exception> failed) {
        try {
            Future<RecordMetadata> _ = producer()
                    .send(
                            new ProducerRecord<>(topic.name(), address.slot(), atMs, address.streamId(), what),
                            (_, failure) -> {
                                if (failure != null) {
                                    failed.accept(failure);
                                }
                            });
        } catch (KafkaException e) {
            failed.accept(e);
        }
    }

    /** Opens it, so that who tells first need not. */
    void open() {
        Producer<String, V> _ = producer();
    }

    private synchronized Producer<String, V> producer() {
        Producer<String, V> opened = producer == null ? clients.producer(name, type, settings) : producer;
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
