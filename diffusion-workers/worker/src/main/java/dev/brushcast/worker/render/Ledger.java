package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.worker.schedule.LagDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes out of one step of a stream, in order. Owned by the thread that renders the stream. */
final class Ledger {

    private final List<RenderedChunk> chunks = new ArrayList<>();
    private final WorkerClock clock;
    private Degradation degradation;
    private boolean replacesAny;
    private @Nullable Duration priming;

    /** @param degradation what is wrong with the stream so far */
    Ledger(WorkerClock clock, Degradation degradation) {
        this.clock = clock;
        this.degradation = degradation;
    }

    /** Of a new epoch nothing is known. */
    void newEpoch() {
        degradation = Degradation.NONE;
    }

    /** A chunk whose frames have their outcomes. */
    void publish(ChunkInWork chunk) {
        FallbackStep step = FallbackStep.of(
                chunk.source().chunk(),
                chunk.frames().outcomes(),
                chunk.decision() != LagDecision.REUSE_LATE,
                chunk.frames().withheld(),
                degradation.fallback());
        StyledChunk styled = chunk.report().styled(chunk.source().chunk(), step.frames(), step.isSlate());
        Degradation after =
                styled.getFrames().isEmpty() ? degradation : degradation.after(ChunkProblem.of(styled), step.after());
        replacesAny |= step.replacesAny();
        chunks.add(new RenderedChunk(
                chunk.source(),
                styled,
                degradation,
                after,
                chunk.decision(),
                chunk.frames().steps(),
                chunk.pace().schedule().percent(),
                chunk.report().failures()));
        degradation = after;
    }

    /** Those that are complete and have none before them that is not. */
    void publishComplete(Deque<ChunkInWork> pending) {
        for (ChunkInWork first = pending.peek(); first != null && first.isComplete(); first = pending.peek()) {
            publish(pending.remove());
        }
    }

    /** All of them; what has no outcome is held. */
    void publishAll(Deque<ChunkInWork> pending, String reason) {
        pending.forEach(chunk -> chunk.holdTheRest(reason));
        publishComplete(pending);
    }

    /** A session has been shown what its stream had come to. */
    void primed(long sinceNanos) {
        priming = Duration.ofNanos(clock.nowNanos() - sinceNanos);
    }

    /** @param received the chunk that made this step; null: none */
    Progress progress(StreamState state, @Nullable ChunkInWork received) {
        StreamState shown = replacesAny ? state.withoutReference() : state; // nobody has seen the reference
        return new Progress(
                chunks,
                shown.withDegradation(degradation),
                received != null && received.pace().inBacklog(),
                received == null ? null : received.report().corruption(),
                priming);
    }
}
