package dev.brushcast.worker.topology;

import dev.brushcast.worker.faults.RecordTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Lets every style update that is known go before any chunk.
 *
 * <p>Kafka Streams takes the record with the lowest timestamp next. By media time, a chunk would go before an update that
 * takes effect in its middle, and an update that is meant for later, or for a time that cannot be, would hold up those
 * published after it while chunks are waiting. Updates are looked up by the time they are for, so they cannot be known too
 * early.
 */
final class StyleOrder implements TimestampExtractor {

    static final long BEFORE_ALL = 0;

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        RecordTime.note(record);
        return BEFORE_ALL;
    }
}
