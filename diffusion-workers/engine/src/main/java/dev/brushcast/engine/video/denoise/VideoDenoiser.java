package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.flow.StepTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The denoising of one stream: its windows, and the chunks in them. One call at a time; whoever runs the transformer takes
 * its passes together with those of other streams as it likes. Where the transformer takes several passes at once, as many
 * calls may be on their way ({@link #callsAtOnce}), run and told to have run in the order in which they were made. Owned by the
 * thread that denoises.
 */
public final class VideoDenoiser {

    /** How a stream's steps follow one another. */
    public enum Mode {
        /** A chunk's steps one after the other: no delay, a pass of one row each. */
        STEP_BY_STEP,
        /** All steps of successive chunks at once: one pass of as many rows, and a delay of the steps beyond the first. */
        STREAM_BATCH
    }

    private final DenoiseRules rules;
    private final LatentShape shape;
    private StepTimes given;
    private final Windows windows;
    private final int lanes;
    private final KeyValueWindow first;
    private StepTimes times;
    private @Nullable StreamBatch batch;
    private Mode mode;

    /**
     * A stream at its start.
     *
     * @param shape of a latent frame
     * @param times of a chunk's steps
     */
    public VideoDenoiser(DenoiseRules rules, LatentShape shape, StepTimes times, Windows windows, Mode mode) {
        this(rules, shape, times, windows, mode, 1);
    }

    /**
     * The same on a transformer that takes several passes at once.
     *
     * @param lanes how many calls may be on their way: the transformer's depth, at most
     */
    public VideoDenoiser(
            DenoiseRules rules, LatentShape shape, StepTimes times, Windows windows, Mode mode, int lanes) {
        if (lanes < 1 || (lanes > 1 && rules.compat())) {
            throw new IllegalArgumentException(
                    lanes + " calls at once, expected from 1, and 1 where it is done as the reference does");
        }
        this.rules = rules;
        this.shape = shape;
        this.given = times;
        this.times = times;
        this.windows = windows;
        this.lanes = lanes;
        this.first = windows.first();
        this.mode = mode;
    }

    /**
     * How many calls may be on their way at once: steps that follow one another on one window leave room for no other
     * chunk's.
     */
    public int callsAtOnce() {
        return mode == Mode.STREAM_BATCH || times.count() == 1 ? lanes : 1;
    }

    /** The stream's first frames, which come out of their call. */
    public ChunkCall start(Chunk chunk) {
        return new StepByStep(rules, times, shape, first, chunk);
    }

    /**
     * The next chunk.
     *
     * @param time what the network is told at its first step; empty: the same as before
     */
    public ChunkCall next(Chunk chunk, OptionalInt time) {
        time.ifPresent(value -> times = times.withFirst(value));
        return mode == Mode.STREAM_BATCH
                ? batch(chunk).call(chunk, times)
                : new StepByStep(rules, times, shape, first, chunk);
    }

    /**
     * The next call without another chunk: for those that are left at the end, or before a change of mode. With several
     * lanes one that has no chunk may have its turn, whose call has no passes.
     */
    public Optional<ChunkCall> drain() {
        return batch == null || !batch.hasMore() ? Optional.empty() : Optional.of(batch.call(null, times));
    }

    /**
     * From now on steps follow one another in another way. What is on its way is given up: {@link #drain} it before. A
     * stream batch begins with what the stream has seen so far in all its windows.
     */
    public void change(Mode next) {
        change(next, given);
    }

    /** The same, with other steps. */
    public void change(Mode next, StepTimes steps) {
        if (next == mode && steps.equals(given)) {
            return;
        }
        boolean again = !steps.equals(given) || next == Mode.STREAM_BATCH;
        mode = next;
        given = steps;
        batch = null;
        if (again) {
            times = given;
        }
    }

    /** The windows in use, by step where each has its own. */
    public List<KeyValueWindow> windows() {
        return batch == null ? List.of(first) : batch.windows();
    }

    private StreamBatch batch(Chunk chunk) {
        StreamBatch known = batch;
        if (known != null) {
            return known;
        }
        List<KeyValueWindow> each = new ArrayList<>(List.of(first));
        for (int step = 1; step < times.count(); step++) {
            each.add(windows.another(first, step));
        }
        StreamBatch made = new StreamBatch(rules, shape, each, lanes);
        if (rules.compat()) {
            fillWithNothing(made, chunk);
        }
        batch = made;
        return made;
    }

    /** As the reference does: zeros that are denoised and never shown. */
    private void fillWithNothing(StreamBatch made, Chunk chunk) {
        for (int step = 0; step < times.count() - 1; step++) {
            made.putNothing(
                    step, new Chunk(new float[chunk.latent().length], chunk.position(), chunk.cross(), chunk.redraw()));
        }
    }
}
