package dev.brushcast.worker.faults;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.ReadFailure;
import dev.brushcast.kit.kafka.OwnRecords;
import dev.brushcast.kit.log.RateLimitedLog;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.WorkerClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is published about a record that is passed over: the dead letter, and an event to its stream. Both go out in the
 * transaction that moves past the record. Safe for use by several threads.
 */
public final class SetAside {

    /** Under this name the exception handlers, which Kafka Streams makes, find this. */
    public static final String SETTING = "brushcast.worker.set.aside";

    /** What cannot be read does not tell its epoch; real ones count from 1. */
    private static final long NO_EPOCH = 0;

    private static final long US_PER_MS = 1_000;

    /** A key that is longer is no stream's. */
    private static final int LONGEST_KEY = 200;

    private final RateLimitedLog warnings = new RateLimitedLog(LoggerFactory.getLogger(SetAside.class), Level.WARN);

    /** Of whole streams that are lost, not of records: some service has to be started anew. */
    private final RateLimitedLog errors = new RateLimitedLog(LoggerFactory.getLogger(SetAside.class), Level.ERROR);

    private final Topics topics;
    private final Serializer<StreamEvent> serializer;
    private final WorkerMetrics metrics;
    private final WorkerClock clock;
    private final String origin;

    /**
     * @param topics of the installation
     * @param serdes stay open as long as the topology runs
     * @param worker name of the worker, for events
     */
    public SetAside(Topics topics, AvroSerdes serdes, WorkerMetrics metrics, WorkerClock clock, String worker) {
        this.topics = topics;
        this.serializer = serdes.value(StreamEvent.class).serializer();
        this.metrics = metrics;
        this.clock = clock;
        this.origin = "worker " + worker;
    }

    static SetAside of(Map<String, ?> settings) {
        return (SetAside) Objects.requireNonNull(settings.get(SETTING), SETTING);
    }

    /**
     * The records to send.
     *
     * @param timestamp of the record, ms since 1970
     */
    List<ProducerRecord<byte[], byte[]>> records(ErrorHandlerContext context, long timestamp, Exception cause) {
        metrics.deadLetter(context.topic(), cause);
        String topic = context.topic(); // the context is of one record, the line is written later
        int partition = context.partition();
        long offset = context.offset();
        boolean ofAnotherSetup = ReadFailure.isOfAnotherSetup(cause);
        String because = ofAnotherSetup ? OwnRecords.ofAnotherSetup(streamId(context), cause) : DeadLetters.told(cause);
        (ofAnotherSetup ? errors : warnings)
                .log(
                        "a record goes to the dead-letter topic",
                        line -> line.addKeyValue("topic", topic)
                                .addKeyValue("partition", partition)
                                .addKeyValue("offset", offset)
                                .addKeyValue("because", because));
        ProducerRecord<byte[], byte[]> letter =
                DeadLetters.of(topics.deadLetter(), context, possible(timestamp), cause);
        byte[] key = context.sourceRawKey();
        boolean noStream = key == null || key.length > LONGEST_KEY;
        return noStream ? List.of(letter) : List.of(letter, event(context, key, cause));
    }

    /** Kafka's producer refuses a negative time, and its brokers would keep a letter from the far future for ever. */
    private long possible(long timestamp) {
        return timestamp >= 0 && timestamp <= Bounds.MAX_TIMESTAMP_MS
                ? timestamp
                : Math.floorDiv(clock.nowUs(), US_PER_MS);
    }

    private static String streamId(ErrorHandlerContext context) {
        byte[] key = context.sourceRawKey();
        return key == null ? "" : new String(key, 0, Math.min(key.length, LONGEST_KEY), StandardCharsets.UTF_8);
    }

    private static String message(ErrorHandlerContext context, Exception cause) {
        return ReadFailure.isOfAnotherSetup(cause)
                ? OwnRecords.ofAnotherSetup(streamId(context), cause)
                : "a record of " + context.topic() + " is passed over: " + DeadLetters.message(cause);
    }

    private ProducerRecord<byte[], byte[]> event(ErrorHandlerContext context, byte[] key, Exception cause) {
        StreamEvent event = StreamEvent.newBuilder()
                .setStreamId(streamId(context))
                .setEpoch(NO_EPOCH)
                .setType(StreamEventType.ERROR)
                .setAtUs(clock.nowUs())
                .setOrigin(origin)
                .setMessage(message(context, cause))
                .setDetails(new RecordPlace(context.topic(), context.partition(), context.offset())
                        .details(DeadLetters.message(cause)))
                .build();
        return new ProducerRecord<>(
                topics.events().name(),
                context.partition(),
                Math.floorDiv(event.getAtUs(), US_PER_MS),
                key,
                serializer.serialize(topics.events().name(), event));
    }
}
