package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.Advancing;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.pipeline.DenoiseStage;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.model.TransformerRow;

/** A pass, as a row that the next call of the transformer may take. Owned by the thread that denoises. */
final class PassTask implements Advancing, DenoiseStage.Fate {

    private final WindowPass pass;
    private final FrameTicket ticket;
    private final int step;
    private final boolean mayBeLate;
    private final Round round;
    private boolean ran;

    /** Is told of its passes. */
    interface Round {

        /** A pass is on its way. */
        void departed();

        /** A pass took part in a call. */
        void took(PassTask task, long nanos);

        /** A pass has run. */
        void ran();

        /** It has not begun by its deadline. */
        void late();

        /** The network failed. */
        void failed(EngineException cause);
    }

    /**
     * A pass that is ready.
     *
     * @param step which of its chunk's, from 0
     * @param mayBeLate whether it is given up where it has not begun by its deadline
     */
    PassTask(WindowPass pass, FrameTicket ticket, int step, boolean mayBeLate, Round round) {
        this.pass = pass;
        this.ticket = ticket;
        this.step = step;
        this.mayBeLate = mayBeLate;
        this.round = round;
    }

    TransformerRow row() {
        return pass.row();
    }

    @Override
    public String streamId() {
        return ticket.streamId();
    }

    /** A row of several latent frames counts as one as tall as all of them: it shares a call with such rows only. */
    @Override
    public LatentShape shape() {
        LatentShape frame = pass.row().shape();
        return new LatentShape(frame.channels(), frame.height() * pass.row().frames(), frame.width());
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public boolean moreToCome() {
        return false;
    }

    @Override
    public FrameTicket ticket() {
        return ticket;
    }

    @Override
    public boolean isBegun() {
        return !mayBeLate || step > 0;
    }

    @Override
    public boolean isDone() {
        return ran;
    }

    @Override
    public void departed() {
        round.departed();
    }

    /** The transformer has filled its row. */
    @Override
    public void advanced(long nanos) {
        ran = true;
        round.took(this, nanos);
    }

    @Override
    public void done() {
        round.ran();
    }

    @Override
    public void late() {
        round.late();
    }

    @Override
    public void failed(EngineException cause) {
        round.failed(cause);
    }
}
