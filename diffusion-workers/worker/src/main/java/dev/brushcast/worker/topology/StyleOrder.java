package dev.brushcast.worker.topology;

import dev.brushcast.worker.faults.RecordTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Style updates go by the media time that they are for. */
final class StyleOrder implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        RecordTime.note(record);
        return record.timestamp();
    }
}
