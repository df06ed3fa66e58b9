package dev.brushcast.compose.control.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.contract.avro.StreamEvent;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event and where it lies.
 *
 * @param partition of the topic, the stream's slot
 * @param offset in the partition
 */
public record Told(int partition, long offset, StreamEvent event) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Told of(ConsumerRecord<String, StreamEvent> record) {
        return new Told(record.partition(), record.offset(), record.value());
    }

    /** Partition and offset, as in {@code 3:120}. */
    public String id() {
        return partition + ":" + offset;
    }

    /** Whether it is about a stream; null: any. */
    boolean isOf(@Nullable String streamId) {
        return streamId == null || streamId.equals(event.getStreamId());
    }

    /** The type as callers know it: {@code style_taken}. */
    public String type() {
        return event.getType().name().toLowerCase(Locale.ROOT);
    }

    /** For callers. */
    public ObjectNode paper() {
        ObjectNode paper = JSON.createObjectNode()
                .put("id", id())
                .put("stream", event.getStreamId())
                .put("epoch", event.getEpoch())
                .put("type", type())
                .put("at", Instant.EPOCH.plusNanos(event.getAtUs() * 1_000).toString())
                .put("origin", event.getOrigin())
                .put("message", event.getMessage());
        paper.set("details", JSON.valueToTree(event.getDetails()));
        return paper;
    }
}
