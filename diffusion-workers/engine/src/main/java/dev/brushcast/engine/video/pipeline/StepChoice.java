package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import java.time.Duration;

/**
 * How the steps of a stream's next chunk follow one another. StreamDiffusionV2's rule for {@link BatchPolicy#AUTO}: where the
 * engine has waited long for a chunk, the delay of a stream batch would be as long for each of its steps, so they follow one
 * another; and where there is no memory for a window for each step.
 *
 * @param policy of the engine
 */
record StepChoice(BatchPolicy policy) {

    /** As published. */
    static final Duration LONG_WAIT = Duration.ofMillis(500);

    /**
     * Decides.
     *
     * @param waitedNanos from the stream's last result to its next chunk
     * @param hasWindows whether there is memory for a window for each step
     */
    Mode choose(long waitedNanos, boolean hasWindows) {
        return switch (policy) {
            case SEQUENTIAL, CONTINUOUS -> Mode.STEP_BY_STEP;
            case STREAM_BATCH -> hasWindows ? Mode.STREAM_BATCH : Mode.STEP_BY_STEP;
            case AUTO -> hasWindows && waitedNanos < LONG_WAIT.toNanos() ? Mode.STREAM_BATCH : Mode.STEP_BY_STEP;
        };
    }

    /** Whether it is to be asked for such memory. */
    boolean wantsWindows() {
        return policy == BatchPolicy.STREAM_BATCH || policy == BatchPolicy.AUTO;
    }
}
