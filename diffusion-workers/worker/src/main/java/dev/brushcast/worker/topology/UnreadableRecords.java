package dev.brushcast.worker.topology;

import dev.brushcast.worker.metrics.WorkerMetrics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records whose bytes are none of the contract's go to the dead-letter topic, in the same transaction, and the stream
 * goes on. Downstream, a chunk's number is missing then.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(UnreadableRecords.class);

    private @Nullable WorkerMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        metrics = (WorkerMetrics) configs.get(StreamsSettings.METRICS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("Unreadable record to the dead-letter topic: {}", String.valueOf(cause.getMessage()));
        Objects.requireNonNull(metrics).deadLetter(record.topic(), cause);
        return Response.resume(List.of(DeadLetters.of(context, record.timestamp(), cause)));
    }
}
