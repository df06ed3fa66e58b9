package dev.brushcast.worker.source;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.worker.render.SourceLog;
import dev.brushcast.worker.render.SourcePlace;
import dev.brushcast.worker.render.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One slot of topic {@code source-video}, read by offset with a consumer of its own, which is made when it is first needed and
 * has no group. Owned by the stream thread.
 */
public final class KafkaSourceLog implements SourceLog {

    /** Kafka takes a worker for dead that does not poll for five minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Offsets that are this close are read in one go: between them are the chunks of other streams in the slot. */
    private static final int NEAR = 32;

    private final KafkaClients clients;
    private final TopicPartition slot;
    private final String clientId;
    private @Nullable Consumer<String, VideoChunk> consumer;

    /** @param clientId names the consumer in logs and metrics */
    public KafkaSourceLog(KafkaClients clients, TopicDefinition<VideoChunk> topic, int slot, String clientId) {
        this.clients = clients;
        this.slot = new TopicPartition(topic.name(), slot);
        this.clientId = clientId;
    }

    /**
     * Reads them.
     *
     * @throws KafkaException if the brokers do not answer in time or refuse; the chunk that waits is then read again by Kafka
     *     Streams
     */
    @Override
    public List<SourceRecord> read(List<SourcePlace> places) {
        try {
            return readNow(places);
        } catch (TimeoutException | UserError e) {
            // No fault of the chunk that waits; nor Kafka's TimeoutException: Kafka Streams would wipe the task's
            // state.
            throw new KafkaException(cannotRead() + ": " + e.getMessage(), e);
        }
    }

    private List<SourceRecord> readNow(List<SourcePlace> places) {
        Consumer<String, VideoChunk> open = consumer();
        CheckedConsumer<VideoChunk> checked = new CheckedConsumer<>(open);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long end = open.endOffsets(List.of(slot), LIMIT).getOrDefault(slot, 0L);
        Set<Long> wanted = places.stream().map(SourcePlace::offset).collect(Collectors.toSet());
        Map<Long, ConsumerRecord<String, VideoChunk>> read = new HashMap<>();
        List<SourceRecord> found = new ArrayList<>();
        long position = -1;
        for (SourcePlace place : places) {
            long offset = place.offset();
            if (!read.containsKey(offset) && (position < 0 || offset > position + NEAR)) {
                open.seek(slot, offset);
                position = offset;
            }
            // The position jumps over what is not there any more.
            while (position <= offset && offset < end && !read.containsKey(offset)) {
                requireInTime(deadline);
                checked.poll(POLL).stream()
                        .filter(record -> wanted.contains(record.offset()))
                        .forEach(record -> read.put(record.offset(), record));
                position = open.position(slot, LIMIT);
            }
            ConsumerRecord<String, VideoChunk> record = read.get(offset);
            if (record != null && record.value() != null) {
                found.add(new SourceRecord(record.value(), record.key(), record.timestamp(), offset));
            }
        }
        return found;
    }

    private void requireInTime(long deadlineNanos) {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new KafkaException(cannotRead() + " within " + LIMIT.toSeconds() + " s");
        }
    }

    private String cannotRead() {
        return "The chunks that the picture of a stream goes back to could not be read from " + slot;
    }

    private Consumer<String, VideoChunk> consumer() {
        Consumer<String, VideoChunk> open = consumer;
        if (open == null) {
            open = clients.consumer(clientId, null, VideoChunk.class, Map.of());
            open.assign(List.of(slot));
            consumer = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
