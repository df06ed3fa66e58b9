package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.flow.StepTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All steps of as many successive chunks in one round, each step with a window of its own: a chunk comes out as many calls
 * after the one that it went into as it has steps beyond the first. With several lanes that many rounds are on their way at
 * once, each with chunks of its own, and a chunk goes on by a step when its lane has its turn again: it comes out that many
 * times later. Owned by the thread that denoises.
 */
final class StreamBatch {

    private final DenoiseRules rules;
    private final LatentShape shape;
    private final List<KeyValueWindow> windows;
    private final List<Lane> lanes = new ArrayList<>();
    private int turn;
    private int nothings;

    /** Chunks on their way, those of later steps last; null where a step has none. */
    private static final class Lane {
        final List<@Nullable Chunk> rows = new ArrayList<>();
        boolean running;
    }

    /**
     * @param windows one for each step
     * @param lanes how many rounds may be on their way at once
     */
    StreamBatch(DenoiseRules rules, LatentShape shape, List<KeyValueWindow> windows, int lanes) {
        this.rules = rules;
        this.shape = shape;
        this.windows = List.copyOf(windows);
        for (int i = 0; i < lanes; i++) {
            Lane lane = new Lane();
            windows.forEach(_ -> lane.rows.add(null));
            this.lanes.add(lane);
        }
    }

    List<KeyValueWindow> windows() {
        return windows;
    }

    /** Whether chunks are on their way that have steps before them. */
    boolean hasMore() {
        return lanes.stream()
                .anyMatch(lane ->
                        lane.rows.subList(0, windows.size() - 1).stream().anyMatch(Objects::nonNull));
    }

    /** Puts something into a step of the first lane that is denoised like a chunk and never comes out. */
    void putNothing(int step, Chunk nothing) {
        lanes.getFirst().rows.set(step, nothing);
        nothings++;
    }

    /** Every chunk of a lane goes on by a step, and another one goes in; null: none does. */
    ChunkCall call(@Nullable Chunk entering, StepTimes times) {
        Lane lane = lanes.get(turn);
        if (lane.running) {
            throw new IllegalStateException("a call, while the one " + lanes.size() + " before it is not over");
        }
        turn = (turn + 1) % lanes.size();
        lane.rows.removeLast();
        lane.rows.addFirst(entering);
        List<WindowPass> passes = new ArrayList<>();
        for (int step = 0; step < lane.rows.size(); step++) {
            Chunk chunk = lane.rows.get(step);
            if (chunk != null) {
                passes.add(WindowPass.of(
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
        return new Round(lane, passes, times);
    }

    /** One round of passes. */
    private final class Round implements ChunkCall {

        private final Lane lane;
        private final StepTimes times;
        private final List<WindowPass> passes;
        private boolean over;
        private float @Nullable [] result;

        Round(Lane lane, List<WindowPass> passes, StepTimes times) {
            this.lane = lane;
            this.passes = passes;
            this.times = times;
            lane.running = lanes.size() > 1 && !passes.isEmpty();
            this.over = passes.isEmpty();
        }

        @Override
        public List<WindowPass> passes() {
            return over ? List.of() : passes;
        }

        @Override
        public void failed() {
            over = true;
            lane.running = false;
            lane.rows.replaceAll(_ -> null);
        }

        @Override
        public void ran() {
            over = true;
            lane.running = false;
            int next = 0;
            for (int step = 0; step < lane.rows.size(); step++) {
                Chunk chunk = lane.rows.get(step);
                if (chunk == null) {
                    continue;
                }
                WindowPass pass = passes.get(next++);
                pass.finish();
                if (step == lane.rows.size() - 1) {
                    result = nothings > 0 ? null : pass.clean();
                    nothings = Math.max(0, nothings - 1);
                } else {
                    float[] noise = chunk.redraw().after(step, pass.clean().length);
                    float[] latent = rules.schedule().noised(pass.clean(), noise, times.at(step + 1));
                    lane.rows.set(step, new Chunk(latent, chunk.position(), chunk.cross(), chunk.redraw()));
                }
            }
        }

        @Override
        public Optional<float[]> result() {
            return Optional.ofNullable(result);
        }
    }
}
