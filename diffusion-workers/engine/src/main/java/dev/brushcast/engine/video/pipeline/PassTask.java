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
    private final boolean alone;
    private final Round round;
    private boolean ran;

    /** Is told of its passes. */
    interface Round {

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
     * @param alone whether its chunk is the only one that is lost with it
     */
    PassTask(WindowPass pass, FrameTicket ticket, int step, boolean alone, Round round) {
        this.pass = pass;
        this.ticket = ticket;
        this.step = step;
        this.alone = alone;
        this.round = round;
    }

    TransformerRow row() {
        return pass.row();
    }

    /** The transformer has filled its row. */
    void hasRun() {
        ran = true;
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
        return !alone || step > 0;
    }

    @Override
    public boolean isDone() {
        return ran;
    }

    @Override
    public void advanced(long nanos) {
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
