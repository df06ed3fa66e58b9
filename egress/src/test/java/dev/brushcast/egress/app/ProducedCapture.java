package dev.brushcast.egress.app;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.TopicDefinition;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The capture whose chunks are sent.
 *
 * @param startUs wall clock at presentation time 0, microseconds since 1970
 */
record ProducedCapture(String streamId, int slot, long epoch, long startUs) {

    /** Sends a chunk that begins at a presentation time, microseconds; returns when the brokers have it. */
    <V extends SpecificRecord> void send(Producer<String, V> producer, TopicDefinition<V> topic, long ptsUs, V value) {
        long timestamp = MediaTime.toRecordTimestamp(MediaTime.of(startUs, ptsUs));
        try {
            producer.send(new ProducerRecord<>(topic.name(), slot, timestamp, streamId, value))
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
