package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.worker.schedule.LoadBoard;
import dev.brushcast.worker.style.StyleTimeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders the streams of one task, a chunk at a time. Every source frame gets exactly one outcome, and chunks come out in
 * their order.
 *
 * <p>Of a model that looks back, the engine remembers what it has seen of a stream: each has a session here, which is good
 * for just as long as it has seen what the stream's committed state says. Otherwise (after a failover, a restart, a
 * transaction that was aborted) there is a new one, which is shown the same chunks again. Chunks may come out some later than
 * they went in; the state has which these are.
 *
 * <p>Owned by the stream thread.
 */
public final class TaskRenderer implements AutoCloseable {

    private final ChunkRenderer shared;
    private final Priming priming;
    private final Map<String, OpenStream> streams = new HashMap<>();

    TaskRenderer(ChunkRenderer shared, SourceLog log) {
        this.shared = shared;
        this.priming = new Priming(shared, log);
    }

    /**
     * Renders a chunk; waits for the engine.
     *
     * @param styles of the chunk's stream
     * @param before the state after the stream's last chunk; if that was of another epoch, or for another model, what is pending of
     *     it comes out first, and the chunk begins anew
     * @throws dev.brushcast.engine.EngineException if the engine is closed or broken
     */
    public Progress render(SourceRecord source, StyleTimeline styles, StreamState before) {
        shared.asks().note(source.chunk());
        Optional<RenderModel> model = shared.models().named(source.chunk().getModel());
        ChunkInWork work = model.isPresent()
                ? model.get().intake().take(source, styles)
                : shared.lacked().take(source, styles);
        try (LoadBoard.Work _ = work.pace().work()) {
            return render(work, model, styles, before);
        }
    }

    private Progress render(ChunkInWork work, Optional<RenderModel> model, StyleTimeline styles, StreamState before) {
        VideoChunk chunk = work.source().chunk();
        String streamId = chunk.getStreamId();
        Ledger ledger = new Ledger(shared.clock(), before.degradation());
        StreamState state = before;
        if (!before.isOf(chunk)) {
            bringOut(streamId, styles, before, ledger);
            release(streamId);
            ledger.newEpoch();
            state = StreamState.startOf(chunk.getEpoch(), chunk.getModel());
        }
        if (chunk.getModelReturns()) {
            state = state.withoutReference();
        }
        state = model.isEmpty() || work.inputs().isEmpty()
                ? passBy(work, model, styles, state, ledger)
                : show(work, model.get(), styles, state, ledger);
        if (chunk.getEndOfEpoch()) {
            state = bringOut(streamId, styles, state, ledger);
            release(streamId);
        }
        return ledger.progress(state, work);
    }

    /** Brings out what is pending of a stream, because no chunk comes that would; throws as {@link #render} does. */
    public Progress bringOut(String streamId, StyleTimeline styles, StreamState before) {
        Ledger ledger = new Ledger(shared.clock(), before.degradation());
        StreamState after = bringOut(streamId, styles, before, ledger);
        return ledger.progress(after, null);
    }

    /** Frees what the engine has of a stream. If it goes on, a new session is shown what this one has seen. */
    public void release(String streamId) {
        OpenStream open = streams.remove(streamId);
        if (open != null) {
            open.close();
        }
    }

    /** A chunk of which no engine renders anything. */
    private StreamState passBy(
            ChunkInWork work, Optional<RenderModel> model, StyleTimeline styles, StreamState start, Ledger ledger) {
        String streamId = work.source().chunk().getStreamId();
        StreamState state = bringOut(streamId, styles, start, ledger);
        ledger.publish(work);
        int lookbackFrames = model.map(RenderModel::lookbackFrames).orElse(0);
        if (lookbackFrames > 0 && work.isSkipped()) {
            return state.withTrail(state.trail().skipped(work.source().place(), lookbackFrames));
        }
        if (model.isEmpty()) {
            state = state.withTrail(Trail.EMPTY); // whoever has the model later begins the look anew
        }
        return work.frames().passedThrough() ? state.withoutReference() : state;
    }

    private StreamState show(
            ChunkInWork work, RenderModel model, StyleTimeline styles, StreamState before, Ledger ledger) {
        VideoChunk chunk = work.source().chunk();
        String streamId = chunk.getStreamId();
        boolean looksBack = model.lookbackFrames() > 0;
        StreamState start = before;
        try {
            OpenStream open = current(streamId, model, styles, start, ledger);
            open.stir();
            if (!open.takes(chunk)) {
                drain(open, ledger);
                start = before.withTrail(Trail.EMPTY);
                open = current(streamId, model, styles, start, ledger);
            }
            open.pending().add(work);
            RenderResult result = ask(open, work, start);
            boolean hadRoom = shared.results().accept(open.pending(), result.results());
            if (!looksBack) {
                release(streamId);
                ledger.publishAll(open.pending(), Reasons.UNANSWERED);
                return linked(work, start, result.continuity());
            }
            ledger.publishComplete(open.pending());
            if (!hadRoom) { // as if the stream began with the chunk for which there is room again
                drain(open, ledger);
                release(streamId);
                return start.withTrail(Trail.EMPTY);
            }
            if (open.session().isWhole()) { // else the next chunk gets another one, which is shown what this one forgot
                open.settle(work.source().offset());
            }
            return rendered(work, model, start, open.pending().size());
        } catch (RenderTimeoutException _) {
            giveUp(streamId, work, ledger);
            return looksBack ? rendered(work, model, start, 0) : start;
        }
    }

    private RenderResult ask(OpenStream open, ChunkInWork work, StreamState start) throws RenderTimeoutException {
        RenderModel model = open.model();
        RenderRequest request = request(work, model, start);
        LoadBoard.Work load = work.pace().work();
        if (load == null) {
            return model.engine().await(open.session(), request);
        }
        load.asked();
        RenderResult result = model.engine().await(open.session(), request);
        load.answered((int) result.results().stream()
                .filter(frame -> frame.outcome() instanceof RenderedFrame.Styled)
                .count());
        return result;
    }

    private RenderRequest request(ChunkInWork work, RenderModel model, StreamState start) {
        Continuity continuity =
                model.lookbackFrames() > 0 ? Continuity.NONE : Carry.toEngine(start, work, shared.payloads());
        return new RenderRequest(work.sourceFrames(), continuity, work.pace().deadlineNanos());
    }

    private static StreamState linked(ChunkInWork work, StreamState start, Continuity continuity) {
        boolean filtered = work.frames().lastStyle().similarity() != null;
        StreamState after = Carry.toState(start, continuity, work.source().chunk(), filtered);
        return work.frames().passedThrough() ? after.withoutReference() : after;
    }

    private static StreamState rendered(ChunkInWork work, RenderModel model, StreamState start, int pending) {
        return start.withTrail(start.trail().rendered(work.source().place(), pending, model.lookbackFrames()));
    }

    private StreamState bringOut(String streamId, StyleTimeline styles, StreamState state, Ledger ledger) {
        if (state.trail().pending() == 0) {
            return state;
        }
        Optional<RenderModel> model = shared.models().named(state.model());
        if (model.isEmpty()) {
            priming.passBy(streamId, styles, state, ledger);
            return state.withTrail(Trail.EMPTY);
        }
        try {
            OpenStream open = current(streamId, model.get(), styles, state, ledger);
            open.stir();
            drain(open, ledger);
            open.settle(state.trail().lastSeen());
        } catch (RenderTimeoutException _) {
            giveUp(streamId, null, ledger);
        }
        return state.withTrail(state.trail().published(model.get().lookbackFrames()));
    }

    private void drain(OpenStream open, Ledger ledger) throws RenderTimeoutException {
        if (!open.pending().isEmpty()) {
            shared.results()
                    .accept(
                            open.pending(),
                            open.model()
                                    .engine()
                                    .drain(
                                            open.session(),
                                            open.pending().getLast().pace().deadlineNanos()));
            ledger.publishAll(open.pending(), Reasons.UNANSWERED);
        }
    }

    /** The session that has seen what the state says, one that is made so if there is none. */
    private OpenStream current(
            String streamId, RenderModel model, StyleTimeline styles, StreamState state, Ledger ledger)
            throws RenderTimeoutException {
        OpenStream open = streams.get(streamId);
        if (open != null && open.isAsOf(state)) {
            return open;
        }
        release(streamId);
        OpenStream fresh = new OpenStream(model, model.engine().open(streamId), state.epoch());
        streams.put(streamId, fresh);
        if (!state.trail().isEmpty()) {
            priming.prime(fresh, streamId, styles, state, ledger);
        }
        return fresh;
    }

    /** The engine does not answer: what it has of the stream is held, and the next chunk gets another session. */
    private void giveUp(String streamId, @Nullable ChunkInWork work, Ledger ledger) {
        OpenStream open = streams.get(streamId);
        Deque<ChunkInWork> pending = open == null ? new ArrayDeque<>() : open.pending();
        if (work != null && !pending.contains(work)) {
            pending.add(work);
        }
        ledger.publishAll(pending, Reasons.TIMEOUT);
        release(streamId);
    }

    /** Frees what the engine has of the task's streams. */
    @Override
    public void close() {
        streams.values().forEach(OpenStream::close);
        streams.clear();
        priming.close();
    }
}
