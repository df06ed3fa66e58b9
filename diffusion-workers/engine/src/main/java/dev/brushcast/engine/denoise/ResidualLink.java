package dev.brushcast.engine.denoise;

import org.jspecify.annotations.Nullable;

/**
 * The virtual residual noise that one frame hands to the next, with guidance SELF and a single step: the only thing
 * besides the similarity filter that links a stream's frames. Set by one thread, read by any.
 */
public final class ResidualLink {

    private final @Nullable ResidualLink before;
    private volatile boolean settled;
    private float @Nullable [] stock;
    private boolean passedOn;

    private ResidualLink(@Nullable ResidualLink before) {
        this.before = before;
    }

    /** What a stream's frames before left behind; null if nothing. */
    public static ResidualLink from(float @Nullable [] stock) {
        ResidualLink link = new ResidualLink(null);
        link.settle(stock);
        return link;
    }

    /** The link of the next frame, which takes what this one leaves. */
    public ResidualLink next() {
        return new ResidualLink(this);
    }

    /** The frame is done and leaves this behind. */
    public void settle(float @Nullable [] left) {
        stock = left;
        settled = true;
    }

    /** The frame was not rendered: it leaves behind what it found. */
    public void passOn() {
        passedOn = true;
        settled = true;
    }

    /** Whether the frame before is done. */
    boolean foundSettled() {
        return before == null || before.settled();
    }

    /** What the frame before left; null if nothing. */
    float @Nullable [] found() {
        return before == null ? null : before.stock();
    }

    /** Whether {@link #stock()} is known. */
    public boolean settled() {
        return settled && (!passedOn || before == null || before.settled());
    }

    /** What was left behind; null if nothing. Only once settled. */
    public float @Nullable [] stock() {
        if (!settled()) {
            throw new IllegalStateException("the frame before is not done");
        }
        return passedOn && before != null ? before.stock() : stock;
    }
}
