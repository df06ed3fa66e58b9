package dev.brushcast.worker.faults;

import dev.brushcast.contract.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Records for the dead-letter topic: key and value as they came, on the partition they came from, and the cause in
 * headers by the names that Kafka Streams uses, all of them text.
 */
public final class DeadLetters {

    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    private DeadLetters() {}

    /** The letter about a record that Kafka Streams could not pass on. */
    static ProducerRecord<byte[], byte[]> of(ErrorHandlerContext context, long timestamp, Exception cause) {
        return new ProducerRecord<>(
                Topics.DEAD_LETTER.name(),
                context.partition(),
                Math.max(0, timestamp),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers(cause, context.topic(), context.partition(), context.offset()));
    }

    /** The headers of a letter about the record that is being processed. */
    public static Headers headers(Exception cause, RecordMetadata record) {
        return headers(cause, record.topic(), record.partition(), record.offset());
    }

    private static Headers headers(Exception cause, String topic, int partition, long offset) {
        Throwable root = rootOf(cause);
        return new RecordHeaders()
                .add(EXCEPTION, utf8(root.getClass().getName()))
                .add(MESSAGE, utf8(root.getMessage()))
                .add(TOPIC, utf8(topic))
                .add(PARTITION, utf8(Integer.toString(partition)))
                .add(OFFSET, utf8(Long.toString(offset)));
    }

    /** Kafka Streams and futures wrap what went wrong. */
    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static byte[] utf8(@Nullable String text) {
        return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    }
}
