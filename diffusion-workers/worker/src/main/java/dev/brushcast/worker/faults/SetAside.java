package dev.brushcast.worker.faults;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.WorkerClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * What is published about a record that is passed over: the dead letter, and an event to its stream. Both go out in the
 * transaction that moves past the record. Safe for use by several threads.
 */
public final class SetAside {

    /** Under this name the exception handlers, which Kafka Streams makes, find this. */
    public static final String SETTING = "brushcast.worker.set.aside";

    /** What cannot be read does not tell its epoch; real ones count from 1. */
    private static final long NO_EPOCH = 0;

    private final Serializer<StreamEvent> serializer;
    private final WorkerMetrics metrics;
    private final WorkerClock clock;
    private final String origin;

    /**
     * @param serdes stay open as long as the topology runs
     * @param worker name of the worker, for events
     */
    public SetAside(AvroSerdes serdes, WorkerMetrics metrics, WorkerClock clock, String worker) {
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
        ProducerRecord<byte[], byte[]> letter = DeadLetters.of(context, timestamp, cause);
        byte[] key = context.sourceRawKey();
        return key == null ? List.of(letter) : List.of(letter, event(context, key, cause)); // without a key, no stream
    }

    private ProducerRecord<byte[], byte[]> event(ErrorHandlerContext context, byte[] key, Exception cause) {
        StreamEvent event = StreamEvent.newBuilder()
                .setStreamId(new String(key, StandardCharsets.UTF_8))
                .setEpoch(NO_EPOCH)
                .setType(StreamEventType.ERROR)
                .setAtUs(clock.nowUs())
                .setOrigin(origin)
                .setMessage("a record of " + context.topic() + " is passed over: "
                        + DeadLetters.rootOf(cause).getMessage())
                .setDetails(Map.of(
                        "topic",
                        context.topic(),
                        "partition",
                        Integer.toString(context.partition()),
                        "offset",
                        Long.toString(context.offset())))
                .build();
        return new ProducerRecord<>(
                Topics.EVENTS.name(),
                context.partition(),
                Math.floorDiv(event.getAtUs(), 1_000L),
                key,
                serializer.serialize(Topics.EVENTS.name(), event));
    }
}
