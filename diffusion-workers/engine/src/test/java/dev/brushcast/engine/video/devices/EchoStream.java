package dev.brushcast.engine.video.devices;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A stream of latents of one number through a transformer, whose positions begin again twice in forty chunks. */
final class EchoStream {

    static final int LAYERS = 5;
    private static final LatentShape ONE_NUMBER = new LatentShape(1, 1, 1);
    private static final float[] TIMES = {700, 500, 300, 200};

    final VideoDenoiser denoiser;
    final ChunkFlow flow;
    private final Positions positions = new Positions(20, 6);
    private final List<Float> out = new ArrayList<>();
    private final float prompt;
    private int next;

    EchoStream(CausalTransformer transformer, int steps, float sinkThreshold, float prompt) {
        this(transformer, steps, sinkThreshold, prompt, Mode.STREAM_BATCH);
    }

    EchoStream(CausalTransformer transformer, int steps, float sinkThreshold, float prompt, Mode mode) {
        this.prompt = prompt;
        denoiser = new VideoDenoiser(
                new DenoiseRules(FlowSchedule.WAN, sinkThreshold, false),
                ONE_NUMBER,
                StepTimes.exactly(Arrays.copyOf(TIMES, steps)),
                Windows.of(new CacheShape(LAYERS, 6, 3, 1)),
                mode,
                transformer.depth());
        flow = new ChunkFlow(denoiser, transformer);
    }

    EchoStream start() {
        take(flow.start(new Chunk(
                new float[] {0.1f, 0.2f},
                positions.take(2),
                EchoBlocks.prompt(LAYERS, prompt),
                (_, size) -> new float[size])));
        return this;
    }

    /** What goes in next. */
    Chunk chunk() {
        float[] noise = {0.1f * (next % 7)};
        float latent = next % 11 == 10 ? 4 : 0.05f * next; // now and then one that is unlike the others
        next++;
        return new Chunk(
                new float[] {latent}, positions.take(1), EchoBlocks.prompt(LAYERS, prompt), (step, _) -> noise);
    }

    EchoStream chunks(int count) {
        for (int i = 0; i < count; i++) {
            take(flow.next(chunk(), OptionalInt.of(600 + next)));
        }
        return this;
    }

    EchoStream drain() {
        take(flow.drain());
        return this;
    }

    private void take(List<float[]> latents) {
        for (float[] latent : latents) {
            for (float number : latent) {
                out.add(number);
            }
        }
    }

    List<Float> out() {
        return out;
    }
}
