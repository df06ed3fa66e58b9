package dev.brushcast.engine.noise;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.LatentShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Noise from a style's seeds.
 *
 * <p>A step's noise depends on seed, step and shape alone: it is the same for every frame of a stream, so that still
 * things stay still. A frame made from nothing starts from noise of its own, of stream, media time and seed. Latents
 * are the posterior's mean. Several seeds are blended with their variance kept at 1. The last few step noises are kept.
 */
public final class SeededNoise implements NoiseSource {

    private static final int KEPT = 64;
    private static final long STEP = 1;
    private static final long START = 2;

    private final Map<StepKey, float[]> steps = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StepKey, float[]> eldest) {
            return size() > KEPT;
        }
    });

    @Override
    public float[] step(FrameKey frame, Style style, int step, LatentShape shape) {
        return steps.computeIfAbsent(
                new StepKey(style.seeds(), step, shape),
                key -> NoiseBlend.of(
                        key.seeds(), seed -> SplitMix.normal(SplitMix.key(STEP, seed, step), shape.size())));
    }

    @Override
    public float[] start(FrameKey frame, Style style, LatentShape shape) {
        long of = SplitMix.key(START, SplitMix.key(frame.streamId()), frame.mediaTimeUs());
        return NoiseBlend.of(style.seeds(), seed -> SplitMix.normal(SplitMix.key(of, seed), shape.size()));
    }

    @Override
    public float @Nullable [] posterior(FrameKey frame, LatentShape shape) {
        return null;
    }

    private record StepKey(Style.Seeds seeds, int step, LatentShape shape) {}
}
