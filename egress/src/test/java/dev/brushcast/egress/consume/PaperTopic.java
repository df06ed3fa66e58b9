package dev.brushcast.egress.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A partition that can be read anywhere, by offset and by time, as often as one likes, sixteen records at a time. */
final class PaperTopic<V> extends MockConsumer<String, V> {

    private static final int MOST = 16;

    private final TopicPartition slot;
    private final List<ConsumerRecord<String, V>> records = new ArrayList<>();
    private long end;
    private long polled;

    PaperTopic(TopicPartition slot) {
        super("earliest");
        this.slot = slot;
        updateBeginningOffsets(Map.of(slot, 0L));
    }

    void add(String key, long timestampMs, V value) {
        records.add(new ConsumerRecord<>(
                slot.topic(),
                slot.partition(),
                end++,
                timestampMs,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** Offsets without records, as transactions leave them. */
    void skip(long offsets) {
        end += offsets;
    }

    /** What is there leaves the topic. */
    void forget() {
        records.clear();
        updateBeginningOffsets(Map.of(slot, end));
    }

    /** How many records were read. */
    long polled() {
        return polled;
    }

    @Override
    public synchronized ConsumerRecords<String, V> poll(Duration timeout) {
        long from = position(slot);
        List<ConsumerRecord<String, V>> next = records.stream()
                .filter(record -> record.offset() >= from)
                .limit(MOST)
                .toList();
        seek(slot, next.isEmpty() ? end : next.getLast().offset() + 1);
        polled += next.size();
        return next.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(Map.of(slot, next), Map.of());
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return records.stream()
                .filter(record -> record.timestamp() >= times.getOrDefault(slot, 0L))
                .findFirst()
                .map(record -> Map.of(slot, new OffsetAndTimestamp(record.offset(), record.timestamp())))
                .orElse(Map.of());
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return Map.of(slot, end);
    }
}
