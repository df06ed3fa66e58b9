package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.noise.NoiseSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The noise that a case was recorded with; a frame's number is its place in the recording. Owned by one thread.
 *
 * <p>With a single step the reference does not start each frame from its own noise but carries the residual noise from
 * frame to frame, where it grows without bound if {@code b / a * (1 + delta * (scale - 1))} is above 1. Recordings are
 * short enough to be reproduced all the same; rendering never does so.
 */
final class RecordedNoise implements NoiseSource {

    private final Optional<Npy> initial;
    private final Optional<Npy> between;
    private final Optional<Npy> starts;
    private final Optional<Npy> posterior;
    private float @Nullable [] carried;

    RecordedNoise(CaseFile recorded) {
        initial = recorded.array("init_noise");
        between = recorded.array("step_noise");
        starts = recorded.array("x_T");
        posterior = recorded.drawsFromPosterior() ? recorded.array("vae_noise") : Optional.empty();
    }

    @Override
    public float[] step(FrameKey frame, Style style, int step, LatentShape shape) {
        if (between.isPresent()) {
            // [call, step - 1, picture of the call]: the first step mixes nothing in.
            return step == 0 ? new float[shape.size()] : fresh(between.get(), frame, step, shape);
        }
        return initial.map(noise -> noise.row(step)).orElseGet(() -> new float[shape.size()]);
    }

    @Override
    public float[] residual(FrameKey frame, Style style, LatentShape shape) {
        if (style.steps().tIndexList().size() > 1) {
            return step(frame, style, 0, shape);
        }
        return carried == null ? new float[shape.size()] : carried;
    }

    /** Takes the residual noise that a frame leaves to the next. */
    void carry(float[] stock) {
        carried = stock;
    }

    @Override
    public float[] start(FrameKey frame, Style style, LatentShape shape) {
        return starts.orElseThrow(() -> new IllegalStateException("no x_T in the case"))
                .row(Math.toIntExact(frame.number()));
    }

    @Override
    public float @Nullable [] posterior(FrameKey frame, LatentShape shape) {
        return posterior
                .map(noise -> noise.row(Math.toIntExact(frame.number())))
                .orElse(null);
    }

    private static float[] fresh(Npy noise, FrameKey frame, int step, LatentShape shape) {
        int steps = noise.shape()[1];
        int pictures = noise.shape()[2];
        int call = Math.toIntExact(frame.number() / pictures);
        int picture = Math.toIntExact(frame.number() % pictures);
        int at = ((call * steps + step - 1) * pictures + picture) * shape.size();
        float[] values = new float[shape.size()];
        System.arraycopy(noise.values(), at, values, 0, values.length);
        return values;
    }
}
