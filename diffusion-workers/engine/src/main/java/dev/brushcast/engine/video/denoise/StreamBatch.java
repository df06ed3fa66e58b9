package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.flow.StepTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All steps of as many successive chunks in one round, each step with a window of its own: a chunk comes out as many calls
 * after the one that it went into as it has steps beyond the first. Owned by the thread that denoises.
 */
final class StreamBatch {

    private final DenoiseRules rules;
    private final LatentShape shape;
    private final List<KeyValueWindow> windows;
    private final List<@Nullable Chunk> rows = new ArrayList<>();
    private int nothings;

    /** @param windows one for each step */
    StreamBatch(DenoiseRules rules, LatentShape shape, List<KeyValueWindow> windows) {
        this.rules = rules;
        this.shape = shape;
        this.windows = List.copyOf(windows);
        windows.forEach(_ -> rows.add(null));
    }

    List<KeyValueWindow> windows() {
        return windows;
    }

    /** Chunks on their way, those of later steps last; null where a step has none. */
    List<@Nullable Chunk> rows() {
        return rows;
    }

    /** Puts something into a step that is denoised like a chunk and never comes out. */
    void putNothing(int step, Chunk nothing) {
        rows.set(step, nothing);
        nothings++;
    }

    /** Every chunk goes on by a step, and another one goes in; null: none does. */
    ChunkCall call(@Nullable Chunk entering, StepTimes times) {
        rows.removeLast();
        rows.addFirst(entering);
        List<WindowPass> passes = new ArrayList<>();
        for (int step = 0; step < rows.size(); step++) {
            Chunk chunk = rows.get(step);
            if (chunk != null) {
                passes.add(WindowPass.begin(
                        rules,
                        new PassStart(
                                shape,
                                chunk.latent(),
                                times.at(step),
                                chunk.position(),
                                0,
                                1,
                                chunk.cross(),
                                windows.get(step))));
            }
        }
        return new Round(passes, times);
    }

    /** One round of passes. */
    private final class Round implements ChunkCall {

        private final StepTimes times;
        private final List<WindowPass> passes;
        private boolean over;
        private float @Nullable [] result;

        Round(List<WindowPass> passes, StepTimes times) {
            this.passes = passes;
            this.times = times;
            this.over = passes.isEmpty();
        }

        @Override
        public List<WindowPass> passes() {
            return over ? List.of() : passes;
        }

        @Override
        public void ran() {
            over = true;
            int next = 0;
            for (int step = 0; step < rows.size(); step++) {
                Chunk chunk = rows.get(step);
                if (chunk == null) {
                    continue;
                }
                WindowPass pass = passes.get(next++);
                pass.finish();
                if (step == rows.size() - 1) {
                    result = nothings > 0 ? null : pass.clean();
                    nothings = Math.max(0, nothings - 1);
                } else {
                    float[] noise = chunk.redraw().after(step, pass.clean().length);
                    float[] latent = rules.schedule().noised(pass.clean(), noise, times.at(step + 1));
                    rows.set(step, new Chunk(latent, chunk.position(), chunk.cross(), chunk.redraw()));
                }
            }
        }

        @Override
        public Optional<float[]> result() {
            return Optional.ofNullable(result);
        }
    }
}
