package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.PictureEncoder;
import dev.brushcast.engine.model.PictureSize;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how long batches of a shape take, on zeros; what it runs warms the networks up as well. */
final class CurveMeter {

    private static final Logger LOGGER = LoggerFactory.getLogger(CurveMeter.class);
    private static final double LONGEST_BATCH_NANOS = 1e9;
    private static final double ENOUGH_NANOS = 2e8;
    private static final int REPEATS = 4;
    private static final int RGB = 3;

    private final ModelDescription model;
    private final LongSupplier nanoClock;

    CurveMeter(ModelDescription model, LongSupplier nanoClock) {
        this.model = model;
        this.nanoClock = nanoClock;
    }

    BatchCurve denoiser(Denoiser denoiser, LatentShape shape) {
        Conditioning nothing =
                new Conditioning(new float[model.tokens() * model.contextWidth()], new float[model.pooledWidth()]);
        float[] zeros = new float[shape.size()];
        DenoiseRow row = new DenoiseRow(
                shape, zeros, model.toldThePicture() ? zeros : null, 1, nothing, new float[shape.size()]);
        return measure("denoiser", shape, size -> denoiser.predict(Collections.nCopies(size, row), size));
    }

    BatchCurve encoder(PictureEncoder encoder, LatentShape shape) {
        PictureSize size = model.pictureOf(shape);
        float[] zeros = new float[RGB * size.pixels()];
        return measure("encoder", shape, n -> encoder.encode(size, Collections.nCopies(n, zeros), List.of()));
    }

    BatchCurve decoder(LatentDecoder decoder, LatentShape shape) {
        float[] zeros = new float[shape.size()];
        return measure("decoder", shape, n -> decoder.decode(shape, Collections.nCopies(n, zeros)));
    }

    private interface Batch {
        void run(int size);
    }

    private BatchCurve measure(String part, LatentShape shape, Batch batch) {
        BatchCurve curve = BatchCurve.measure(size -> nanos(batch, size), LONGEST_BATCH_NANOS);
        LOGGER.info("{} at {}: {}", part, model.pictureOf(shape), curve);
        return curve;
    }

    /** The least of some runs after a first one, which finds its kernels and memory. */
    private double nanos(Batch batch, int size) {
        double least = once(batch, size);
        double spent = 0;
        for (int i = 0; i < REPEATS && spent < ENOUGH_NANOS; i++) {
            double took = once(batch, size);
            least = Math.min(least, took);
            spent += took;
        }
        return least;
    }

    private double once(Batch batch, int size) {
        long before = nanoClock.getAsLong();
        batch.run(size);
        return nanoClock.getAsLong() - before;
    }
}
