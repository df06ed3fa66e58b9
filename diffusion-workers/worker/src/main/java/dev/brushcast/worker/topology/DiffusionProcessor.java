package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.ChunkTimings;
import dev.brushcast.worker.render.Progress;
import dev.brushcast.worker.render.SourceLog;
import dev.brushcast.worker.render.SourceRecord;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.render.TaskRenderer;
import dev.brushcast.worker.store.StoredStyles;
import dev.brushcast.worker.store.Stores;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One source chunk in, one styled chunk out, though not always at once: of a model that looks back, some are pending in the
 * engine. Which these are is in the stream's state, which is committed with the offsets; so a restart, a rebalance or an
 * aborted transaction has nothing to put right. Blocks until the engine has answered. Batches form in the engine, which all
 * stream threads share.
 *
 * <p>Owned by its stream thread.
 */
final class DiffusionProcessor implements OnInit.Work<String, ReceivedChunk> {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final KnownEpochs epochs;
    private final TaskRenderer renderer;
    private final Publisher publisher;
    private final CommitPolicy commits;
    private final ProcessorContext<String, Slotted<?>> context;
    private final KeyValueStore<String, StreamState> states;
    private final VersionedKeyValueStore<String, StyleUpdate> styles;
    private final boolean looksBack;
    private final QuietStreams quiet = new QuietStreams();
    private boolean lookedForPending;

    DiffusionProcessor(
            KnownEpochs epochs,
            ChunkRenderer renderer,
            SourceLog.OfSlot logs,
            Publisher publisher,
            CommitPolicy commits,
            ProcessorContext<String, Slotted<?>> context) {
        this.epochs = epochs;
        this.renderer = renderer.ofTask(logs.open(context.taskId().partition()));
        this.publisher = publisher;
        this.commits = commits;
        this.context = context;
        states = context.getStateStore(Stores.STATES);
        styles = context.getStateStore(Stores.STYLES);
        looksBack = renderer.looksBack();
        if (looksBack) {
            context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::lookAfterQuietStreams);
        }
    }

    @Override
    public void process(Record<String, ReceivedChunk> record) {
        VideoChunk chunk = record.value().chunk();
        long timestamp = RecordTime.of(record.headers());
        Plausibility.require(record.key(), timestamp, chunk);
        epochs.require(chunk);
        String streamId = chunk.getStreamId();
        StreamState stored = states.get(streamId);
        StreamState before = stored == null ? StreamState.startOf(chunk.getEpoch(), chunk.getModel()) : stored;
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElseThrow();

        long begun = commits.begin();
        Progress progress =
                renderer.render(new SourceRecord(chunk, record.key(), timestamp, offset), timeline(streamId), before);

        keep(streamId, stored, progress.state(), chunk.getEndOfEpoch());
        publish(progress);
        if (progress.corruption() != null) {
            publisher.setAside(context, record, timestamp, progress.corruption());
        }
        listen(chunk, progress.state());
        if (commits.atOnce(isAwaited(chunk, progress), begun)) {
            context.commit();
        }
    }

    /**
     * Whether somebody waits for just this chunk. A recording can save the device the pause of a commit, and so must a live
     * stream that is behind: on a busy machine a commit takes longer than a chunk lasts, and it would stay behind for ever.
     */
    private static boolean isAwaited(VideoChunk chunk, Progress progress) {
        boolean somethingToShow = !progress.chunks().isEmpty();
        return (chunk.getLive() && !progress.inBacklog() && somethingToShow) || chunk.getEndOfEpoch();
    }

    private void keep(String streamId, @Nullable StreamState stored, StreamState after, boolean ended) {
        if (!after.isEmpty() && !ended) {
            states.put(streamId, after);
        } else if (stored != null) {
            states.delete(streamId);
        }
    }

    private void publish(Progress progress) {
        progress.chunks().forEach(rendered -> publisher.publish(context, rendered));
        if (progress.priming() != null) {
            publisher.metrics().primed(progress.priming());
        }
    }

    private void listen(VideoChunk chunk, StreamState after) {
        if (!looksBack) {
            return;
        }
        if (chunk.getEndOfEpoch()) {
            quiet.ended(chunk.getStreamId());
        } else if (!chunk.getFrames().isEmpty()) { // a stream that is held has paused as one without chunks has
            quiet.heard(
                    chunk.getStreamId(),
                    context.currentSystemTimeMs(),
                    ChunkTimings.length(chunk),
                    after.trail().pending() > 0);
        }
    }

    /** Nothing that is pending waits for a chunk that may never come, and no session for a stream that has paused. */
    private void lookAfterQuietStreams(long nowMs) {
        if (!lookedForPending) {
            lookForPending(nowMs);
            lookedForPending = true;
        }
        for (String streamId : quiet.overdue(nowMs)) {
            StreamState stored = states.get(streamId);
            if (stored != null && stored.trail().pending() > 0) {
                Progress progress = renderer.bringOut(streamId, timeline(streamId), stored);
                keep(streamId, stored, progress.state(), false);
                publish(progress);
                context.commit();
            }
        }
        quiet.idle(nowMs).forEach(renderer::release);
    }

    /** Another worker may have left something pending of a stream that has no more chunks. */
    private void lookForPending(long nowMs) {
        try (KeyValueIterator<String, StreamState> all = states.all()) {
            while (all.hasNext()) {
                KeyValue<String, StreamState> stream = all.next();
                if (stream.value.trail().pending() > 0 && !quiet.knows(stream.key)) {
                    quiet.heard(stream.key, nowMs, QuietStreams.GRACE, true);
                }
            }
        }
    }

    private StyleTimeline timeline(String streamId) {
        return new StyleTimeline(new StoredStyles(styles, streamId));
    }

    @Override
    public void close() {
        renderer.close();
    }
}
