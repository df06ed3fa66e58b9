package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * How long recordings are kept. Kafka keeps time and size for a topic, the size for each of its partitions: both are the same for all
 * streams. Of one stream, what is old can be deleted at once, since it has a partition of its own.
 */
public final class RecordingRetention {

    private static final String TIME = "retention.ms";
    private static final String BYTES = "retention.bytes";

    private final Admin admin;
    private final List<String> topics;

    /** @param admin closed by the caller */
    public RecordingRetention(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = List.of(topics.sourceVideo(), topics.sourceAudio(), topics.styledVideo()).stream()
                .map(TopicDefinition::name)
                .toList();
    }

    /**
     * Keeps what is recorded from now on as long, of all streams. Brokers delete whole segments of a log: a little more is kept.
     *
     * @param time by record timestamp, which is media time; null: as before
     * @param bytes of each slot, in each topic; null: as before
     * @throws dev.brushcast.kit.UserError when the cluster does not answer or refuses
     */
    public void keep(@Nullable Duration time, @Nullable Long bytes) {
        List<AlterConfigOp> changes = new ArrayList<>();
        if (time != null) {
            changes.add(set(TIME, time.toMillis()));
        }
        if (bytes != null) {
            changes.add(set(BYTES, bytes));
        }
        Map<ConfigResource, Collection<AlterConfigOp>> all = topics.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic), _ -> List.copyOf(changes)));
        AdminCalls.await(
                "changing how long recordings are kept",
                admin.incrementalAlterConfigs(all).all());
    }

    private static AlterConfigOp set(String name, long value) {
        return new AlterConfigOp(new ConfigEntry(name, Long.toString(value)), AlterConfigOp.OpType.SET);
    }

    /**
     * Deletes what was recorded in a slot before a moment, for good.
     *
     * @return where each topic's records begin now, by its name
     * @throws dev.brushcast.kit.UserError when the cluster does not answer or refuses
     */
    public Map<String, Long> forget(int slot, Instant before) {
        Map<String, Long> begin = new LinkedHashMap<>();
        for (String topic : topics) {
            TopicPartition place = new TopicPartition(topic, slot);
            long offset = offset(place, OffsetSpec.forTimestamp(before.toEpochMilli()));
            long until = offset < 0 ? offset(place, OffsetSpec.latest()) : offset; // all of it is older
            KafkaFuture<DeletedRecords> deleted =
                    Objects.requireNonNull(admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(until)))
                            .lowWatermarks()
                            .get(place));
            begin.put(
                    topic,
                    AdminCalls.await("deleting records of " + place, deleted).lowWatermark());
        }
        return begin;
    }

    private long offset(TopicPartition place, OffsetSpec which) {
        return AdminCalls.await(
                        "looking for records of " + place,
                        admin.listOffsets(Map.of(place, which)).partitionResult(place))
                .offset();
    }
}
