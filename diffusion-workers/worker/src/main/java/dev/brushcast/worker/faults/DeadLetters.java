package dev.brushcast.worker.faults;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.wire.WireException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

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

    private static final int LONGEST_MESSAGE = 1_000;

    private DeadLetters() {}

    /**
     * The letter about a record that Kafka Streams could not pass on.
     *
     * @param topic for dead letters
     * @param timestamp of the letter, ms since 1970, not negative
     */
    static ProducerRecord<byte[], byte[]> of(
            TopicDefinition<byte[]> topic, ErrorHandlerContext context, long timestamp, Exception cause) {
        return new ProducerRecord<>(
                topic.name(),
                context.partition(),
                timestamp,
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers(cause, context.topic(), context.partition(), context.offset()));
    }

    /** The headers of a letter about the record that is being processed. */
    public static Headers headers(Exception cause, RecordMetadata record) {
        return headers(cause, record.topic(), record.partition(), record.offset());
    }

    private static Headers headers(Exception cause, String topic, int partition, long offset) {
        return new RecordHeaders()
                .add(EXCEPTION, utf8(rootOf(cause).getClass().getName()))
                .add(MESSAGE, utf8(message(cause)))
                .add(TOPIC, utf8(topic))
                .add(PARTITION, utf8(Integer.toString(partition)))
                .add(OFFSET, utf8(Long.toString(offset)));
    }

    /** What is wrong, in at most {@value #LONGEST_MESSAGE} characters: it may quote what it is about. */
    static String message(Throwable failure) {
        String message = String.valueOf(rootOf(failure).getMessage());
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** The same for the log: where nobody meant to say anything, the kind of failure and its place are all there is. */
    static String told(Throwable failure) {
        Throwable root = rootOf(failure);
        StackTraceElement[] trace = root.getStackTrace();
        boolean meant = root instanceof WireException
                || root instanceof ImplausibleRecordException
                || root instanceof IllegalArgumentException;
        return meant || trace.length == 0
                ? message(failure)
                : root.getClass().getName() + " at " + trace[0] + ": " + message(failure);
    }

    /** Kafka Streams and futures wrap what went wrong; what the contract says of a record is not to be unwrapped. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof WireException)) {
            root = root.getCause();
        }
        return root;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
