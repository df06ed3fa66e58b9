package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.flow.StepTimes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chunk's steps one after the other, on one window: it comes out of the call that it went into. */
final class StepByStep implements ChunkCall {

    private final DenoiseRules rules;
    private final StepTimes times;
    private final LatentShape shape;
    private final KeyValueWindow window;
    private final Chunk chunk;
    private int step;
    private @Nullable WindowPass pass;

    StepByStep(DenoiseRules rules, StepTimes times, LatentShape shape, KeyValueWindow window, Chunk chunk) {
        this.rules = rules;
        this.times = times;
        this.shape = shape;
        this.window = window;
        this.chunk = chunk;
        this.pass = begin(chunk.latent());
    }

    private WindowPass begin(float[] latent) {
        return WindowPass.of(
                rules,
                new PassStart(
                        shape, latent, times.at(step), chunk.position(), step, times.count(), chunk.cross(), window));
    }

    @Override
    public List<WindowPass> passes() {
        return step < times.count() && pass != null ? List.of(pass) : List.of();
    }

    @Override
    public void ran() {
        WindowPass done = passes().getFirst();
        done.finish();
        step++;
        if (step < times.count()) {
            float[] noise = chunk.redraw().after(step - 1, done.clean().length);
            pass = begin(rules.schedule().noised(done.clean(), noise, times.at(step)));
        }
    }

    @Override
    public void failed() {
        pass = null;
    }

    @Override
    public Optional<float[]> result() {
        return step == times.count() && pass != null ? Optional.of(pass.clean()) : Optional.empty();
    }
}
