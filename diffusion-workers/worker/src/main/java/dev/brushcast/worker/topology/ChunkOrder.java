package dev.brushcast.worker.topology;

import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.style.StyleTimes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Lets every style update that is known go before a chunk.
 *
 * <p>Kafka Streams takes the record with the lowest timestamp next. By media time alone, a chunk would go before an
 * update that takes effect in its middle, and an update that is meant for later would hold up those published after it
 * while chunks are waiting. Updates are looked up by the time they are for, so they cannot be known too early. Hence
 * chunks are put behind whatever is scheduled within a year.
 */
final class ChunkOrder implements TimestampExtractor {

    /** No update is for a time further ahead than this. */
    static final long BEHIND_MS = StyleTimes.AHEAD.toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        RecordTime.note(record);
        return record.timestamp() + BEHIND_MS;
    }
}
