package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.memory.MemoryRoom;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.pipeline.BatchMeter;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.VideoDenoiser;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.session.SessionRules;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Measures how long calls of the transformer take, by their rows; each has a window of its own. On the thread that denoises. */
final class TransformerMeter {

    /** Of what is left, what windows that are only measured with may take. */
    private static final double SHARE = 0.25;

    private final VideoModel model;
    private final BatchMeter meter;

    TransformerMeter(VideoModel model, BatchMeter meter) {
        this.model = model;
        this.meter = meter;
    }

    /**
     * The curve of rows of a shape.
     *
     * @param shape of a chunk's latent frames, one above the other
     * @throws EngineException if not even one row can be run
     */
    BatchCurve curve(LatentShape shape) {
        int frames = model.rules().latentsPerChunk();
        LatentShape frame = new LatentShape(shape.channels(), shape.height() / frames, shape.width());
        CausalTransformer transformer = model.networks().transformer();
        CacheShape window = model.rules().windowOf(frame, transformer.traits());
        CrossKeys nothing = transformer.crossKeys(model.prompt().zeros().states());
        List<TransformerRow> rows = new ArrayList<>();
        return meter.curve("transformer", model.geometry().pictureOf(frame), count -> {
            while (rows.size() < count) {
                requireMemory(window, rows.size());
                rows.add(row(frame, shape.size(), window, nothing));
            }
            transformer.run(rows.subList(0, count));
        });
    }

    private static void requireMemory(CacheShape window, int others) {
        long left = MemoryRoom.now().heap() + others * window.bytes(Float.BYTES);
        if (others > 0 && (others + 1) * window.bytes(Float.BYTES) > SHARE * left) {
            throw new EngineException("no memory for " + (others + 1) + " windows");
        }
    }

    private TransformerRow row(LatentShape frame, int size, CacheShape window, CrossKeys prompt) {
        SessionRules rules = model.rules();
        VideoDenoiser denoiser =
                new VideoDenoiser(rules.rules(), frame, rules.times(1), Windows.of(window), Mode.STEP_BY_STEP);
        Chunk chunk = new Chunk(new float[size], 0, prompt, (_, length) -> new float[length]);
        return denoiser.next(chunk, OptionalInt.empty()).passes().getFirst().row();
    }
}
