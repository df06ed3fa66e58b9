package dev.brushcast.engine.denoise;

import dev.brushcast.engine.batch.Candidate;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.schedule.StepCoefficients;
import org.jspecify.annotations.Nullable;

/**
 * A frame on its way through its steps. All that its result depends on is in here. Owned by the thread that denoises.
 */
public final class DenoisingFrame implements Candidate {

    private final FrameTicket ticket;
    private final LatentShape shape;
    private final StepPlan plan;
    private final Prompts prompts;
    private final float @Nullable [] pictureLatent;
    private final float[] latent;
    private final float[] prediction;
    private final float @Nullable [] negativePrediction;
    private final float @Nullable [] stock;
    private int step;

    DenoisingFrame(
            FrameTicket ticket,
            LatentShape shape,
            StepPlan plan,
            Prompts prompts,
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
        this.prediction = new float[shape.size()];
        this.negativePrediction = GuidanceRule.needsNegative(plan.guidance(), step) ? new float[shape.size()] : null;
    }

    /**
     * What the network is told.
     *
     * @param positive of the prompt
     * @param negative of the negative prompt; null where guidance needs none
     */
    public record Prompts(Conditioning positive, @Nullable Conditioning negative) {}

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

    /** Deadline and arrival. */
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

    /** Whether its last step is taken: its latent is clean. */
    public boolean isDone() {
        return step == plan.steps().size();
    }

    boolean needsNegative() {
        return GuidanceRule.needsNegative(plan.guidance(), step);
    }

    DenoiseRow row() {
        return row(prompts.positive(), prediction);
    }

    DenoiseRow negativeRow() {
        Conditioning negative = prompts.negative();
        if (negative == null || negativePrediction == null) {
            throw new IllegalStateException("guidance " + plan.guidance() + " without a negative prompt");
        }
        return row(negative, negativePrediction);
    }

    /** Takes in the predictions of this step's rows. */
    void advance() {
        if (GuidanceRule.hasResidual(plan.guidance())) {
            ResidualStep.advance(plan, step, latent, prediction, residual());
        } else {
            PlainStep.advance(plan, step, latent, prediction, needsNegative() ? negativePrediction : null);
        }
        step++;
    }

    /** The residual noise that this step starts from: an array of this frame's own. */
    private float[] residual() {
        if (stock == null) {
            throw new IllegalStateException("guidance " + plan.guidance() + " without residual noise");
        }
        if (needsNegative() && negativePrediction != null) {
            StepCoefficients at = plan.steps().get(step);
            for (int i = 0; i < stock.length; i++) {
                stock[i] = (float) at.noise(plan.prediction(), latent[i], negativePrediction[i]);
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
