package dev.brushcast.worker.faults;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The timestamp that a record came with, whatever the one is that Kafka Streams orders it by. It goes along in a header
 * that no record outside of the worker has.
 */
public final class RecordTime {

    private static final String HEADER = "__brushcast.record.timestamp";

    private RecordTime() {}

    /** Notes it; one that the record brought along is none of the worker's. */
    public static void note(ConsumerRecord<?, ?> record) {
        byte[] timestamp =
                ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).array();
        record.headers().remove(HEADER).add(HEADER, timestamp);
    }

    /**
     * What was noted, ms since 1970.
     *
     * @throws IllegalStateException if nothing was
     */
    public static long of(Headers headers) {
        Header noted = headers.lastHeader(HEADER);
        if (noted == null) {
            throw new IllegalStateException("the record's timestamp was not noted");
        }
        return ByteBuffer.wrap(noted.value()).getLong();
    }
}
