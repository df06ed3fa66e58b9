package dev.brushcast.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One topic of the contract. The key of every record is the stream's id, or the worker's name where it is about workers.
 *
 * @param name the topic's name, the same in every deployment
 * @param valueType the class of the values; {@code byte[]} for records that are kept as they came
 * @param cleanup what becomes of old records
 * @param retention how long records are kept, by record timestamp; {@link #UNLIMITED} for a compacted topic
 * @param retentionBytes how many bytes of a partition are kept; {@link #UNLIMITED_BYTES} for no limit
 * @param perSlot whether a partition is a slot, so that the topic has as many partitions as there are slots; else one
 * @param <V> the values' type
 */
public record TopicDefinition<V>(
        String name, Class<V> valueType, Cleanup cleanup, Duration retention, long retentionBytes, boolean perSlot) {

    /** No limit by time, as Kafka writes it. */
    public static final Duration UNLIMITED = Duration.ofMillis(-1);

    /** No limit by size, as Kafka writes it. */
    public static final long UNLIMITED_BYTES = -1;

    private static final long MAX_SEGMENT_BYTES = 1L << 30;
    private static final int SEGMENTS_PER_RETENTION = 16;

    static <V> TopicDefinition<V> compacted(String name, Class<V> valueType, boolean perSlot) {
        return new TopicDefinition<>(name, valueType, Cleanup.COMPACT, UNLIMITED, UNLIMITED_BYTES, perSlot);
    }

    static <V> TopicDefinition<V> deleted(String name, Class<V> valueType, Duration retention, long retentionBytes) {
        return new TopicDefinition<>(name, valueType, Cleanup.DELETE, retention, retentionBytes, true);
    }

    /**
     * How many partitions the topic has in a deployment.
     *
     * @param slots how many streams can run at a time, at least 1
     */
    public int partitions(int slots) {
        return perSlot ? slots : 1;
    }

    /** Kafka's settings of the topic, by their names. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", cleanup.policy());
        config.put("retention.ms", Long.toString(retention.toMillis()));
        config.put("retention.bytes", Long.toString(retentionBytes));
        config.put("max.message.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        config.put("message.timestamp.type", "CreateTime");
        // Timestamps are media time. That of a recording read faster than it plays runs ahead of the clock, and Kafka
        // refuses records from more than an hour ahead unless told not to.
        config.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        config.put("segment.bytes", Long.toString(segmentBytes()));
        return Map.copyOf(config);
    }

    /**
     * Kafka deletes whole segments: small beside what is kept, so that the limit is met closely. And it compacts whole ones:
     * who starts to read such a topic reads the newest segment with everything that has been superseded in it.
     */
    private long segmentBytes() {
        if (cleanup == Cleanup.COMPACT) {
            return Topics.MAX_RECORD_BYTES;
        }
        return Math.clamp(retentionBytes / SEGMENTS_PER_RETENTION, 2L * Topics.MAX_RECORD_BYTES, MAX_SEGMENT_BYTES);
    }
}
