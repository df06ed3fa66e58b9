package dev.brushcast.worker.render;

import java.time.Duration;

/**
 * What a worker does about live chunks that come late: the later, the less. Kafka keeps whatever is not yet processed,
 * so without a policy an overloaded worker would fall behind for ever.
 *
 * <p>A model that looks back thins out by chunks, of which every second one is rendered: frames from the middle of others would
 * be another motion to it, and a chunk with fewer frames is as much work. What it has seen before a gap stays of use for as many
 * frames as it looks back. Showing it what it missed would take more work than the chunks that were skipped to save work; so
 * only after a longer gap, which is an outage and over, is it shown the newest chunks first.
 *
 * <p>A chunk's age is the time since its last frame was captured. Where the model is a little too slow, thinning out
 * halves its work and the age stays at the first limit; where it is much too slow, chunks are skipped now and then and
 * the age stays at the second; only after an outage does the age pass the third, and then the source's pictures are the
 * better thing to look at until the worker has caught up. Recorded streams are never late: each of their frames is
 * rendered, however long it takes.
 *
 * @param thinOutAfter age from which every second frame is rendered, or chunk
 * @param reuseAfter age from which none is and the last picture stays; no frame's rendering begins after it
 * @param passthroughAfter age from which the source's own pictures are shown
 */
public record LagPolicy(Duration thinOutAfter, Duration reuseAfter, Duration passthroughAfter) {

    /** Keeps a viewer within about a second of what the lag alone would allow. */
    public static final LagPolicy DEFAULT =
            new LagPolicy(Duration.ofMillis(600), Duration.ofMillis(1200), Duration.ofSeconds(5));

    public LagPolicy {
        if (thinOutAfter.isNegative()
                || thinOutAfter.compareTo(reuseAfter) > 0
                || reuseAfter.compareTo(passthroughAfter) > 0) {
            throw new IllegalArgumentException("lag limits must rise: thinOutAfter " + thinOutAfter + ", reuseAfter "
                    + reuseAfter + ", passthroughAfter " + passthroughAfter);
        }
    }

    /**
     * What to do with a chunk.
     *
     * @param age since its last frame was captured
     * @param live whether the stream is live
     */
    public LagDecision decide(Duration age, boolean live) {
        if (!live || age.compareTo(thinOutAfter) < 0) {
            return LagDecision.RENDER;
        }
        if (age.compareTo(reuseAfter) < 0) {
            return LagDecision.THIN_OUT;
        }
        return age.compareTo(passthroughAfter) < 0 ? LagDecision.REUSE_LATE : LagDecision.PASSTHROUGH;
    }

    /**
     * Whether a stream's next chunk will not be rendered either, since the stream is more than that chunk behind.
     *
     * @param age of the chunk before it
     * @param length of a chunk
     * @param live whether the stream is live
     */
    public boolean skipsNext(Duration age, Duration length, boolean live) {
        return live && age.minus(length).compareTo(reuseAfter) >= 0;
    }

    /** How much later a live chunk of this age may still begin to be rendered; never negative. */
    public Duration budget(Duration age) {
        Duration left = reuseAfter.minus(age);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
