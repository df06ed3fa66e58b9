package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One slot without Kafka: a log, committed states, committed chunks, and the task that has the slot now. A chunk that is
 * rendered is committed with its state, or neither is.
 */
final class LookbackRig implements AutoCloseable {

    final MemoryLog log = new MemoryLog();
    final Map<String, StreamState> states = new HashMap<>();
    final List<StyledChunk> published = new ArrayList<>();
    final List<Duration> primings = new ArrayList<>();

    LookbackEngine engine;
    Instant now = Instant.ofEpochMilli(Chunks.START_MS);
    long nanos;
    StyleHistory styles = _ -> null;

    private final int delay;
    private ChunkRenderer shared;
    private TaskRenderer task;
    private long nextOffset = 100;

    /** @param delay how many requests later a chunk comes out of the engine */
    LookbackRig(int delay) {
        this.delay = delay;
        engine = new LookbackEngine(delay);
        shared = renderer();
        task = shared.ofTask(log);
    }

    private ChunkRenderer renderer() {
        return new ChunkRenderer(
                List.of(engine),
                FrameBudget.DEFAULT,
                Viewers.UNKNOWN,
                new WorkerClock(() -> now, () -> nanos),
                "w",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                1);
    }

    /** A chunk comes and is committed. */
    Progress send(VideoChunk chunk) {
        Progress progress = render(append(chunk));
        commit(chunk.getStreamId(), progress, chunk.getEndOfEpoch());
        return progress;
    }

    /** A chunk comes, its transaction is aborted, the task is made anew, and the chunk comes again. */
    void sendWithAbort(VideoChunk chunk) {
        SourceRecord record = append(chunk);
        render(record);
        task.close();
        task = shared.ofTask(log);
        commit(chunk.getStreamId(), render(record), chunk.getEndOfEpoch());
    }

    /** A chunk comes, and something fails after the engine has it: it is set aside, and the task goes on. */
    void sendInVain(VideoChunk chunk) {
        render(append(chunk));
    }

    /** Another worker takes the slot over. */
    void failOver() {
        task.close();
        shared.close();
        if (engine.open() != 0) {
            throw new AssertionError(engine.open() + " sessions are left open");
        }
        engine = new LookbackEngine(delay);
        shared = renderer();
        task = shared.ofTask(log);
    }

    /** No chunk has come for a while. */
    void bringOut(String streamId) {
        commit(streamId, task.bringOut(streamId, new StyleTimeline(styles), state(streamId, 1)), false);
    }

    void release(String streamId) {
        task.release(streamId);
    }

    private SourceRecord append(VideoChunk chunk) {
        SourceRecord record = new SourceRecord(chunk, chunk.getStreamId(), Chunks.timestamp(chunk), nextOffset++);
        log.add(record);
        return record;
    }

    private Progress render(SourceRecord record) {
        VideoChunk chunk = record.chunk();
        return task.render(record, new StyleTimeline(styles), state(chunk.getStreamId(), chunk.getEpoch()));
    }

    /** How many chunks of a stream are pending, as committed. */
    int pending(String streamId) {
        return state(streamId, 1).trail().pending();
    }

    private StreamState state(String streamId, long epoch) {
        return states.getOrDefault(streamId, StreamState.startOf(epoch, null));
    }

    private void commit(String streamId, Progress progress, boolean ended) {
        progress.chunks().forEach(chunk -> published.add(chunk.styled()));
        if (progress.priming() != null) {
            primings.add(progress.priming());
        }
        if (ended || progress.state().isEmpty()) {
            states.remove(streamId);
        } else {
            states.put(streamId, progress.state());
        }
    }

    /** Sequence numbers of what was published, in order. */
    List<Long> sequences() {
        return published.stream().map(StyledChunk::getSequence).toList();
    }

    /** Sequence numbers of the chunks that the engine of now was asked for, to be shown or not. */
    List<Long> asked(boolean shown) {
        return engine.requests().stream()
                .filter(request -> request.shown() == shown)
                .map(request -> request.frames().getFirst().number() / Chunks.FRAMES)
                .toList();
    }

    /** All pictures that were published, in order. */
    List<ByteBuffer> pictures() {
        return published.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .map(StyledFrame::getData)
                .toList();
    }

    @Override
    public void close() {
        task.close();
        shared.close();
        engine.close();
    }
}
