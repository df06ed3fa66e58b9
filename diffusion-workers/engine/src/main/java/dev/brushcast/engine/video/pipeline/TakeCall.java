package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.pipeline.DenoiseStage;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.WindowPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a take's denoiser on its way through the stage that denoises, round after round. Owned by the thread that denoises. */
final class TakeCall implements PassTask.Round {

    private final ChunkCall call;
    private final @Nullable Piece entering;
    private final ChunkJob job;
    private final Ways ways;
    private final DenoiseStage<PassTask> stage;
    private final Owner owner;
    private final List<PassTask> tasks = new ArrayList<>();
    private int left;
    private int toDepart;
    private int round;
    private boolean held;

    /** Whose calls they are. */
    interface Owner {

        /** All passes of a call's round are on their way. */
        void departed(TakeCall call);

        /** A call is over. */
        void over(TakeCall call, Optional<float[]> clean);

        /** A call has not begun by the deadline of the piece that it is for. */
        void late(TakeCall call, Piece piece);

        /** The network failed. */
        void failed(TakeCall call, EngineException cause);
    }

    /**
     * How a call's passes belong together.
     *
     * @param oneByOne whether its rounds are the steps of one piece; else its one round has a row for each step
     * @param ticket of all of them
     * @param pieces in the denoiser, that which came in last first
     * @param lanes how far apart in these pieces successive rows are
     */
    record Ways(boolean oneByOne, FrameTicket ticket, List<Piece> pieces, int lanes) {

        Ways {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * One that has not begun.
     *
     * @param entering null: it only brings out what is on its way, as part of something that the job waits for by itself
     */
    TakeCall(
            ChunkCall call,
            @Nullable Piece entering,
            ChunkJob job,
            Ways ways,
            DenoiseStage<PassTask> stage,
            Owner owner) {
        this.call = call;
        this.entering = entering;
        this.job = job;
        this.ways = ways;
        this.stage = stage;
        this.owner = owner;
        this.held = entering != null;
    }

    ChunkJob job() {
        return job;
    }

    /** Sends the next round on its way; the call is over where there is none. */
    void admit() {
        List<WindowPass> passes = call.passes();
        tasks.clear();
        left = passes.size();
        toDepart = passes.size();
        if (passes.isEmpty()) {
            owner.over(this, call.result());
            return;
        }
        // What nobody is to see is there for those after it, however late it is.
        boolean mayBeLate = ways.oneByOne() && entering != null && entering.shown;
        for (int i = 0; i < passes.size(); i++) {
            int step = ways.oneByOne() ? round : i;
            tasks.add(new PassTask(passes.get(i), ways.ticket(), step, mayBeLate, this));
        }
        round++;
        List.copyOf(tasks).forEach(task -> stage.admit(task, task));
    }

    /** Whether another call may follow it before it is over; a take's first chunk leaves its window to nobody else. */
    boolean letsOthersFollow() {
        return toDepart == 0 && (entering == null || !entering.first);
    }

    /** Nobody need wait for it by itself any more. */
    void release() {
        if (held) {
            held = false;
            job.release();
        }
    }

    /** Gives it up: nothing comes of it. */
    void giveUp() {
        tasks.forEach(stage::forget);
        call.failed();
    }

    @Override
    public void departed() {
        toDepart--;
        if (toDepart == 0) {
            owner.departed(this);
        }
    }

    /** Rows are in the order of their steps: of pieces on one lane, that which came in last is first. */
    @Override
    public void took(PassTask task, long nanos) {
        int at = tasks.size() == 1 ? 0 : tasks.indexOf(task) * ways.lanes();
        if (at < ways.pieces().size()) {
            ways.pieces().get(at).denoised(nanos);
        }
    }

    @Override
    public void ran() {
        left--;
        if (left == 0) {
            call.ran();
            admit();
        }
    }

    @Override
    public void late() {
        if (entering == null) {
            throw new IllegalStateException("a call without a piece of its own is not late");
        }
        giveUp();
        held = false;
        owner.late(this, entering);
    }

    @Override
    public void failed(EngineException cause) {
        owner.failed(this, cause);
    }
}
