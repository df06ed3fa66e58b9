package dev.brushcast.worker.topology;

import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.worker.faults.RecordTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Chunks go by their media time, behind every style update, see {@link StyleOrder}. Kafka Streams drops what it is told a
 * negative time of, so a record whose timestamp cannot be goes by the nearest that can, to be refused where it is read.
 */
final class ChunkOrder implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        RecordTime.note(record);
        return StyleOrder.BEFORE_ALL + 1 + Math.clamp(record.timestamp(), 0, Bounds.MAX_TIMESTAMP_MS);
    }
}
