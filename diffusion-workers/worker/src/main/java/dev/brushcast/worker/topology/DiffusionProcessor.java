package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.worker.faults.DeadLetters;
import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.ChunkTimings;
import dev.brushcast.worker.render.RenderedChunk;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.store.StoredStyles;
import dev.brushcast.worker.store.Stores;
import dev.brushcast.worker.style.StyleTimeline;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One source chunk in, one styled chunk out. Blocks until the chunk is rendered, so that nothing is in flight between
 * chunks: a restart, a rebalance or an aborted transaction has nothing to put right. Batches form in the engine, which
 * all stream threads share.
 *
 * <p>Owned by its stream thread.
 */
final class DiffusionProcessor {

    private static final Logger LOGGER = LoggerFactory.getLogger(DiffusionProcessor.class);

    private final KnownEpochs epochs;
    private final ChunkRenderer renderer;
    private final DegradationEvents events;
    private final WorkerMetrics metrics;
    private final CommitPolicy commits;
    private final ProcessorContext<String, Slotted<?>> context;
    private final KeyValueStore<String, StreamState> states;
    private final VersionedKeyValueStore<String, StyleUpdate> styles;

    DiffusionProcessor(
            KnownEpochs epochs,
            ChunkRenderer renderer,
            DegradationEvents events,
            WorkerMetrics metrics,
            CommitPolicy commits,
            ProcessorContext<String, Slotted<?>> context) {
        this.epochs = epochs;
        this.renderer = renderer;
        this.events = events;
        this.metrics = metrics;
        this.commits = commits;
        this.context = context;
        states = context.getStateStore(Stores.STATES);
        styles = context.getStateStore(Stores.STYLES);
    }

    void process(Record<String, ReceivedChunk> record) {
        VideoChunk chunk = record.value().chunk();
        Plausibility.require(record.key(), RecordTime.of(record.headers()), chunk);
        epochs.require(chunk);
        String streamId = chunk.getStreamId();
        StreamState stored = states.get(streamId);
        StreamState before =
                stored == null || stored.epoch() != chunk.getEpoch() ? StreamState.startOf(chunk.getEpoch()) : stored;
        StyleTimeline timeline = new StyleTimeline(new StoredStyles(styles, streamId));

        long begun = commits.begin();
        RenderedChunk rendered = renderer.render(chunk, timeline, before);

        keep(streamId, stored, rendered);
        publish(record, rendered);
        events.ofChange(before, rendered).ifPresent(event -> {
            forward(Nodes.EVENTS, streamId, event, wallMs(rendered.styled()));
            log(event);
        });
        metrics.rendered(rendered);
        if (commits.atOnce(isAwaited(chunk, rendered), begun)) {
            context.commit();
        }
    }

    /**
     * Whether somebody waits for just this chunk. A recording can save the device the pause of a commit, and so must a live
     * stream that is behind: on a busy machine a commit takes longer than a chunk lasts, and it would stay behind for ever.
     */
    private static boolean isAwaited(VideoChunk chunk, RenderedChunk rendered) {
        return (chunk.getLive() && !rendered.inBacklog()) || chunk.getEndOfEpoch();
    }

    private void keep(String streamId, @Nullable StreamState stored, RenderedChunk rendered) {
        if (!rendered.state().isEmpty() && !rendered.styled().getEndOfEpoch()) {
            states.put(streamId, rendered.state());
        } else if (stored != null) {
            states.delete(streamId);
        }
    }

    private void publish(Record<String, ReceivedChunk> record, RenderedChunk rendered) {
        StyledChunk styled = rendered.styled();
        String topic = context.recordMetadata().orElseThrow().topic();
        long timestamp = RecordTime.of(record.headers());
        forward(Nodes.STYLED, record.key(), styled, timestamp);
        ChunkTiming timing = ChunkTimings.of(styled);
        forward(Nodes.TIMINGS, record.key(), timing, wallMs(styled));
        forward(Nodes.HEALTH_PROCESSOR, record.key(), timing, wallMs(styled));
        if (rendered.corruption() != null) {
            Headers cause = DeadLetters.headers(
                    rendered.corruption(), context.recordMetadata().orElseThrow());
            Slotted<byte[]> raw = new Slotted<>(slot(), record.value().raw());
            context.forward(new Record<>(record.key(), raw, timestamp, cause), Nodes.DEAD_LETTERS);
            metrics.deadLetter(topic, rendered.corruption());
        }
    }

    private static void log(StreamEvent event) {
        Level level = event.getType() == StreamEventType.DEGRADED ? Level.WARN : Level.INFO;
        LOGGER.atLevel(level)
                .addKeyValue("stream", event.getStreamId())
                .addKeyValue("epoch", event.getEpoch())
                .log(event.getMessage());
    }

    private <V> void forward(String child, String key, V value, long timestampMs) {
        context.forward(new Record<>(key, new Slotted<>(slot(), value), timestampMs, new RecordHeaders()), child);
    }

    private int slot() {
        return context.taskId().partition();
    }

    private static long wallMs(StyledChunk styled) {
        return Math.floorDiv(styled.getFinishedAtUs(), 1_000L);
    }
}
