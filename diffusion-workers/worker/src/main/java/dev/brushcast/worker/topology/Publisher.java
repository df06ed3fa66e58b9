package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.worker.faults.DeadLetters;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkTimings;
import dev.brushcast.worker.render.RenderedChunk;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Hands what became of chunks on to the topics, on their own slot. Safe for use by several threads. */
final class Publisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    private final DegradationEvents events;
    private final WorkerMetrics metrics;

    Publisher(DegradationEvents events, WorkerMetrics metrics) {
        this.events = events;
        this.metrics = metrics;
    }

    WorkerMetrics metrics() {
        return metrics;
    }

    /** A chunk, and what there is to say of it. */
    void publish(ProcessorContext<String, Slotted<?>> context, RenderedChunk rendered) {
        StyledChunk styled = rendered.styled();
        String key = rendered.source().key();
        forward(context, Nodes.STYLED, key, styled, rendered.source().timestampMs());
        ChunkTiming timing = ChunkTimings.of(styled);
        forward(context, Nodes.TIMINGS, key, timing, wallMs(styled));
        forward(context, Nodes.HEALTH_PROCESSOR, key, timing, wallMs(styled));
        events.ofChange(rendered).forEach(event -> {
            forward(context, Nodes.EVENTS, styled.getStreamId(), event, wallMs(styled));
            log(event);
        });
        metrics.rendered(slot(context), rendered);
    }

    /** The chunk that is being processed, whose bytes could not all be read. */
    void setAside(
            ProcessorContext<String, Slotted<?>> context,
            Record<String, ReceivedChunk> record,
            long timestampMs,
            Exception cause) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        Headers headers = DeadLetters.headers(cause, place);
        Slotted<byte[]> raw = new Slotted<>(slot(context), record.value().raw());
        context.forward(new Record<>(record.key(), raw, timestampMs, headers), Nodes.DEAD_LETTERS);
        metrics.deadLetter(place.topic(), cause);
    }

    private static void log(StreamEvent event) {
        boolean isWell = event.getType() == StreamEventType.RECOVERED || event.getType() == StreamEventType.LIVE;
        Level level = isWell ? Level.INFO : Level.WARN;
        LOGGER.atLevel(level)
                .addKeyValue("stream", event.getStreamId())
                .addKeyValue("epoch", event.getEpoch())
                .log(event.getMessage());
    }

    private static <V> void forward(
            ProcessorContext<String, Slotted<?>> context, String child, String key, V value, long timestampMs) {
        context.forward(
                new Record<>(key, new Slotted<>(slot(context), value), timestampMs, new RecordHeaders()), child);
    }

    private static int slot(ProcessorContext<?, ?> context) {
        return context.taskId().partition();
    }

    private static long wallMs(StyledChunk styled) {
        return Math.floorDiv(styled.getFinishedAtUs(), 1_000L);
    }
}
