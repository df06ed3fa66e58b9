package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.folder.VideoSchedule;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.Positions;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkFlow;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.flow.FlowSchedule;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** One stream of random latents through a video model's transformer, its steps as a stream batch. The same each time. */
final class LatentLoad {

    /** Latents of a side that one token stands for. */
    private static final int PATCH = 2;

    private static final double NANOS = 1e9;

    private final VideoFolder folder;
    private final LatentShape shape;
    private final int steps;

    LatentLoad(VideoFolder folder, PictureSize size, int steps) {
        this.folder = folder;
        this.shape = new LatentShape(
                folder.latentChannels(), size.height() / folder.downscale(), size.width() / folder.downscale());
        this.steps = steps;
    }

    /**
     * @param latents that came out
     * @param chunksPerSecond from the first chunk to the last
     */
    record Outcome(List<float[]> latents, double chunksPerSecond) {}

    /** Denoises so many chunks, the last ones drained. */
    Outcome run(CausalTransformer transformer, CrossKeys prompt, int chunks) {
        VideoSchedule schedule = folder.schedule();
        Random random = new Random(1);
        Positions positions = new Positions(schedule.refreshAt(), schedule.window());
        ChunkFlow flow = new ChunkFlow(denoiser(transformer), transformer);
        List<float[]> out = new ArrayList<>(flow.start(chunk(random, positions, prompt, 1 + perChunk())));
        long begun = System.nanoTime();
        for (int i = 0; i < chunks; i++) {
            out.addAll(flow.next(chunk(random, positions, prompt, perChunk()), OptionalInt.empty()));
        }
        out.addAll(flow.drain());
        return new Outcome(out, chunks * NANOS / (System.nanoTime() - begun));
    }

    private VideoDenoiser denoiser(CausalTransformer transformer) {
        VideoSchedule schedule = folder.schedule();
        TransformerTraits traits = transformer.traits();
        int tokens = shape.height() / PATCH * (shape.width() / PATCH);
        FlowSchedule levels = new FlowSchedule(schedule.shift());
        return new VideoDenoiser(
                new DenoiseRules(
                        levels, schedule.replacesSinks() ? (float) schedule.sinkThreshold() : Float.NaN, false),
                shape,
                StepTimes.of(schedule.stepTimes(), steps, schedule.warp(), false, levels),
                Windows.of(new CacheShape(
                        traits.layers(),
                        schedule.window(),
                        schedule.sinks(),
                        tokens * traits.heads() * traits.headWidth())),
                Mode.STREAM_BATCH,
                transformer.depth());
    }

    private int perChunk() {
        return folder.schedule().latentsPerChunk();
    }

    private Chunk chunk(Random random, Positions positions, CrossKeys prompt, int frames) {
        float[] latent = drawn(random, frames);
        float[] noise = drawn(random, frames);
        return new Chunk(latent, positions.take(frames), prompt, (_, _) -> noise);
    }

    private float[] drawn(Random random, int frames) {
        float[] numbers = new float[frames * shape.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
