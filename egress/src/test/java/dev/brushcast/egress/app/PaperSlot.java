package dev.brushcast.egress.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A topic with one slot and one stream; a poll that finds nothing takes all the time it may, by a clock on paper. */
final class PaperSlot<V> extends MockConsumer<String, V> {

    private static final TopicPartition SLOT = new TopicPartition("paper", 0);

    /** As many as an egress asks for at a time. */
    private static final int MOST = 16;

    private final String streamId;
    private final PaperClock clock;
    private final Deque<V> unread = new ArrayDeque<>();
    private long offset;

    PaperSlot(String streamId, PaperClock clock) {
        super("earliest");
        this.streamId = streamId;
        this.clock = clock;
        updateBeginningOffsets(Map.of(SLOT, 0L));
    }

    void add(V value) {
        unread.add(value);
    }

    @Override
    public synchronized ConsumerRecords<String, V> poll(Duration timeout) {
        if (unread.isEmpty()) {
            clock.advance(timeout);
            return ConsumerRecords.empty();
        }
        List<ConsumerRecord<String, V>> next = new ArrayList<>();
        while (!unread.isEmpty() && next.size() < MOST) {
            next.add(record(unread.remove()));
        }
        return new ConsumerRecords<>(Map.of(SLOT, next), Map.of());
    }

    private ConsumerRecord<String, V> record(V value) {
        return new ConsumerRecord<>(
                SLOT.topic(),
                SLOT.partition(),
                offset++,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                streamId,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
