package dev.brushcast.ingest.publish;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.TopicDefinition;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes the records of one stream to one topic: its key, its slot, its media time. Used by one thread.
 *
 * @param <V> of the values
 */
final class TopicWriter<V extends SpecificRecord> {

    private final TopicDefinition<V> topic;
    private final StreamAddress address;
    private final RecordSender sender;
    private final InFlight inFlight;

    TopicWriter(TopicDefinition<V> topic, StreamAddress address, RecordSender sender, InFlight inFlight) {
        this.topic = topic;
        this.address = address;
        this.sender = sender;
        this.inFlight = inFlight;
    }

    /**
     * Sends a record, after waiting for room.
     *
     * @param timestampMs media time, ms since 1970
     * @param bytes about how large it is
     * @throws DeliveryException if this record or an earlier one was not taken
     */
    void send(long timestampMs, long bytes, V value) throws InterruptedException {
        inFlight.acquire(bytes);
        int partition = topic.perSlot() ? address.slot() : 0;
        ProducerRecord<String, SpecificRecord> sent =
                new ProducerRecord<>(topic.name(), partition, timestampMs, address.streamId(), value);
        try {
            sender.send(sent, failure -> inFlight.release(bytes, failure));
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException e) {
            throw new DeliveryException(e);
        }
    }
}
