package dev.brushcast.kit.kafka;

import dev.brushcast.contract.Topics;
import java.util.Map;

/** The settings by which clients take records of {@link Topics#MAX_RECORD_BYTES}; also for those that Kafka Streams makes. */
public final class RecordLimits {

    private static final String MAX_RECORD_BYTES = Integer.toString(Topics.MAX_RECORD_BYTES);

    /** For a producer; it may hold four of the largest records unsent before it makes its caller wait. */
    public static final Map<String, String> PRODUCER =
            Map.of("max.request.size", MAX_RECORD_BYTES, "buffer.memory", Long.toString(4L * Topics.MAX_RECORD_BYTES));

    /** For a consumer. */
    public static final Map<String, String> CONSUMER = Map.of("max.partition.fetch.bytes", MAX_RECORD_BYTES);

    private RecordLimits() {}
}
