package dev.brushcast.engine.denoise;

import dev.brushcast.engine.batch.Advancing;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.schedule.StepCoefficients;
import org.jspecify.annotations.Nullable;

/**
 * A frame on its way through its steps. All that its result depends on is in here. Owned by the thread that denoises.
 */
public final class DenoisingFrame implements Advancing {

    private final FrameTicket ticket;
    private final LatentShape shape;
    private final StepPlan plan;
    private final PromptPair prompts;
    private final float @Nullable [] pictureLatent;
    private final float[] latent;
    private final float @Nullable [] stock;
    private int step;

    DenoisingFrame(
            FrameTicket ticket,
            LatentShape shape,
            StepPlan plan,
            PromptPair prompts,
            float[] latent,
            float @Nullable [] pictureLatent,
            float @Nullable [] stock,
            int step) {
        this.ticket = ticket;
        this.shape = shape;
        this.plan = plan;
        this.prompts = prompts;
        this.latent = latent;
        this.pictureLatent = pictureLatent;
        this.stock = stock;
        this.step = step;
    }

    /**
     * What the network is told.
     *
     * @param positive of the prompt
     * @param negative of the negative prompt; null where guidance needs none
     */
    public record PromptPair(
            Conditioning positive, @Nullable Conditioning negative) {}

    @Override
    public String streamId() {
        return ticket.streamId();
    }

    @Override
    public LatentShape shape() {
        return shape;
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public int rows() {
        return needsNegative() ? 2 : 1;
    }

    @Override
    public boolean moreToCome() {
        return ticket.ahead().get() > 0;
    }

    @Override
    public FrameTicket ticket() {
        return ticket;
    }

    /** The noisy latent before the next step; after the last, the clean one. */
    public float[] latent() {
        return latent;
    }

    /** The virtual residual noise after the steps so far, or null. */
    public float @Nullable [] stock() {
        return stock;
    }

    @Override
    public boolean isBegun() {
        return step > 0;
    }

    /** Whether its latent is clean. */
    @Override
    public boolean isDone() {
        return step == plan.steps().size();
    }

    boolean needsNegative() {
        return GuidanceRule.needsNegative(plan.guidance(), step);
    }

    /** This step's row; its prediction is written into an array of the caller's. */
    DenoiseRow row(float[] into) {
        return row(prompts.positive(), into);
    }

    /** The row with the negative prompt, of a step that needs it. */
    DenoiseRow negativeRow(float[] into) {
        Conditioning negative = prompts.negative();
        if (negative == null) {
            throw new IllegalStateException("guidance " + plan.guidance() + " without a negative prompt");
        }
        return row(negative, into);
    }

    /**
     * Takes in the predictions of this step's rows; they are not kept.
     *
     * @param negative the negative row's, null where there was none
     */
    void advance(float[] prediction, float @Nullable [] negative) {
        if (GuidanceRule.hasResidual(plan.guidance())) {
            ResidualStep.advance(plan, step, latent, prediction, residual(negative));
        } else {
            PlainStep.advance(plan, step, latent, prediction, negative);
        }
        step++;
    }

    /** The residual noise that this step starts from: an array of this frame's own. */
    private float[] residual(float @Nullable [] negative) {
        if (stock == null) {
            throw new IllegalStateException("guidance " + plan.guidance() + " without residual noise");
        }
        if (negative != null) {
            StepCoefficients at = plan.steps().get(step);
            for (int i = 0; i < stock.length; i++) {
                stock[i] = (float) at.noise(plan.prediction(), latent[i], negative[i]);
            }
        }
        return stock;
    }

    private DenoiseRow row(Conditioning conditioning, float[] into) {
        return new DenoiseRow(
                shape,
                latent,
                pictureLatent,
                plan.steps().get(step).timestep(),
                conditioning,
                plan.guidance().scale(),
                into);
    }
}
