package dev.brushcast.engine.onnx.video;

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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** A stream of random latents through a transformer of real graphs, whose positions begin again from 20 on. */
final class LatentStream {

    private static final LatentShape SHAPE = new LatentShape(16, 4, 6);
    private static final int TOKENS = 6;
    private static final float[] TIMES = {700, 500, 300};

    private final ChunkFlow flow;
    private final CrossKeys cross;
    private final Random random = new Random(7);
    private final Positions positions = new Positions(20, 6);
    private final List<float[]> out = new ArrayList<>();

    LatentStream(CausalTransformer transformer, int steps, float sinkThreshold) {
        TransformerTraits traits = transformer.traits();
        cross = transformer.crossKeys(drawn(new Random(3), traits.textTokens() * traits.textWidth()));
        int frame = TOKENS * traits.heads() * traits.headWidth();
        flow = new ChunkFlow(
                new VideoDenoiser(
                        new DenoiseRules(FlowSchedule.WAN, sinkThreshold, false),
                        SHAPE,
                        StepTimes.exactly(Arrays.copyOf(TIMES, steps)),
                        Windows.of(new CacheShape(traits.layers(), 6, 3, frame)),
                        Mode.STREAM_BATCH,
                        transformer.depth()),
                transformer);
    }

    private static float[] drawn(Random random, int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private Chunk chunk(int frames) {
        float[] latent = drawn(random, frames * SHAPE.size());
        float[] noise = drawn(random, frames * SHAPE.size());
        return new Chunk(latent, positions.take(frames), cross, (_, _) -> noise);
    }

    LatentStream start() {
        out.addAll(flow.start(chunk(2)));
        return this;
    }

    LatentStream chunks(int count) {
        for (int i = 0; i < count; i++) {
            out.addAll(flow.next(chunk(1), OptionalInt.of(600 + random.nextInt(100))));
        }
        return this;
    }

    /** What has come out, in the order of the chunks. */
    List<float[]> drained() {
        out.addAll(flow.drain());
        return out;
    }
}
