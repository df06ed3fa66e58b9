package dev.brushcast.kit.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a shared consumer, read as a consumer of its own would be: its records are made of their bytes here, on the
 * reader's thread. Confined to it.
 */
final class SharedPartition<V> implements RecordSource<V> {

    /** Few, so that a reader that waits for one of several things is soon back. */
    private static final int AT_A_TIME = 16;

    private final TopicPartition place;
    private final RawQueue queue;
    private final Deserializer<V> values;
    private final Runnable closed;

    /** What the last poll handed over or stopped at, and what it did not come to. */
    private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();

    private long next;

    /**
     * @param next offset of the first record that is wanted
     * @param closed has it fetched no more
     */
    SharedPartition(TopicPartition place, long next, RawQueue queue, Deserializer<V> values, Runnable closed) {
        this.place = place;
        this.next = next;
        this.queue = queue;
        this.values = values;
        this.closed = closed;
    }

    @Override
    public ConsumerRecords<String, V> poll(Duration wait) {
        pending.removeIf(record -> record.offset() < next);
        if (pending.isEmpty()) {
            pending.addAll(queue.take(AT_A_TIME, wait));
            pending.removeIf(record -> record.offset() < next);
        }
        List<ConsumerRecord<String, V>> read = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> raw : pending) {
            try {
                read.add(read(raw));
            } catch (RuntimeException e) {
                if (read.isEmpty()) {
                    throw unreadable(raw, e);
                }
                break;
            }
            next = raw.offset() + 1;
        }
        return read.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(Map.of(place, read), Map.of());
    }

    @Override
    public void seek(TopicPartition where, long offset) {
        next = offset;
    }

    private ConsumerRecord<String, V> read(ConsumerRecord<byte[], byte[]> raw) {
        V value = raw.value() == null ? null : values.deserialize(raw.topic(), raw.headers(), raw.value());
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                raw.key() == null ? null : new String(raw.key(), StandardCharsets.UTF_8),
                value,
                raw.headers(),
                raw.leaderEpoch());
    }

    /** As Kafka's own consumer says it. */
    private RecordDeserializationException unreadable(ConsumerRecord<byte[], byte[]> raw, RuntimeException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                place,
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                buffer(raw.key()),
                buffer(raw.value()),
                raw.headers(),
                "The record at offset " + raw.offset() + " of " + place + " cannot be read",
                cause);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    @Override
    public void close() {
        closed.run();
    }
}
