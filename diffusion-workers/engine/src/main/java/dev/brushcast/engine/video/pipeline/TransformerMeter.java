package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.batch.CurveMeasurement;
import dev.brushcast.engine.memory.MemoryRoom;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.pipeline.Turns;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.Chunk;
import dev.brushcast.engine.video.denoise.ChunkCall;
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
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how long calls of the transformer take, by their rows; each has a window of its own. On the thread that denoises. */
final class TransformerMeter {

    private static final Logger LOGGER = LoggerFactory.getLogger(TransformerMeter.class);

    /** Of what is left, what windows that are only measured with may take. */
    private static final double SHARE = 0.25;

    private final VideoModel model;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;

    TransformerMeter(VideoModel model, Turns.Turn turn, LongSupplier nanoClock) {
        this.model = model;
        this.turn = turn;
        this.nanoClock = nanoClock;
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
        CacheShape window =
                model.rules().windowOf(frame, model.networks().transformer().traits());
        CrossKeys nothing =
                model.networks().transformer().crossKeys(model.prompt().zeros().states());
        BatchCurve curve = new CurveMeasurement(rows -> once(rows(rows, frame, shape.size(), window, nothing))).run();
        LOGGER.info("transformer at {}: {}", model.geometry().pictureOf(frame), curve);
        return curve;
    }

    private List<TransformerRow> rows(int count, LatentShape frame, int size, CacheShape window, CrossKeys prompt) {
        if (count > 1
                && count * window.bytes(Float.BYTES) > SHARE * MemoryRoom.now().heap()) {
            throw new EngineException("no memory for " + count + " windows");
        }
        SessionRules rules = model.rules();
        List<TransformerRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            VideoDenoiser denoiser =
                    new VideoDenoiser(rules.rules(), frame, rules.times(1), Windows.of(window), Mode.STEP_BY_STEP);
            ChunkCall call = denoiser.next(
                    new Chunk(new float[size], 0, prompt, (_, length) -> new float[length]), OptionalInt.empty());
            rows.add(call.passes().getFirst().row());
        }
        return rows;
    }

    private double once(List<TransformerRow> rows) {
        CausalTransformer transformer = model.networks().transformer();
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            transformer.run(rows);
            return nanoClock.getAsLong() - before;
        }
    }
}
