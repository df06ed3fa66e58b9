package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.batch.CurveMeasurement;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.PictureEncoder;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how long batches of a shape take, on zeros; what it runs warms the networks up as well. */
final class CurveMeter {

    private static final Logger LOGGER = LoggerFactory.getLogger(CurveMeter.class);
    private static final int RGB = 3;

    private final ModelDescription model;
    private final Turns.Turn turn;
    private final LongSupplier nanoClock;

    /** @param turn taken for each batch, so that no other network is measured with it and others go on in between */
    CurveMeter(ModelDescription model, Turns.Turn turn, LongSupplier nanoClock) {
        this.model = model;
        this.turn = turn;
        this.nanoClock = nanoClock;
    }

    BatchCurve denoiser(Denoiser denoiser, LatentShape shape) {
        return measure("denoiser", shape, denoising(denoiser, shape));
    }

    BatchCurve encoder(PictureEncoder encoder, LatentShape shape) {
        return measure("encoder", shape, encoding(encoder, shape));
    }

    BatchCurve decoder(LatentDecoder decoder, LatentShape shape) {
        return measure("decoder", shape, decoding(decoder, shape));
    }

    /** How long one frame is in all networks, one after another, in nanoseconds. */
    double frame(DiffusionModel loaded, LatentShape shape) {
        return once(encoding(loaded.encoder(), shape), 1)
                + once(denoising(loaded.denoiser(), shape), 1)
                + once(decoding(loaded.decoder(), shape), 1);
    }

    private Batch denoising(Denoiser denoiser, LatentShape shape) {
        Conditioning nothing = model.prompt().zeros();
        float[] zeros = new float[shape.size()];
        DenoiseRow row = new DenoiseRow(
                shape, zeros, model.unet().imageConditioned() ? zeros : null, 1, nothing, 1, new float[shape.size()]);
        return size -> denoiser.predict(Collections.nCopies(size, row), size);
    }

    private Batch encoding(PictureEncoder encoder, LatentShape shape) {
        PictureSize size = model.geometry().pictureOf(shape);
        float[] zeros = new float[RGB * size.pixels()];
        return n -> encoder.encode(size, Collections.nCopies(n, zeros), List.of());
    }

    private Batch decoding(LatentDecoder decoder, LatentShape shape) {
        float[] zeros = new float[shape.size()];
        float[] picture = new float[model.geometry().planesOf(shape)];
        return n -> decoder.decode(shape, Collections.nCopies(n, zeros), Collections.nCopies(n, picture));
    }

    private interface Batch {
        void run(int size);
    }

    private BatchCurve measure(String part, LatentShape shape, Batch batch) {
        BatchCurve curve = new CurveMeasurement(size -> once(batch, size)).run();
        LOGGER.info("{} at {}: {}", part, model.geometry().pictureOf(shape), curve);
        return curve;
    }

    private double once(Batch batch, int size) {
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            batch.run(size);
            return nanoClock.getAsLong() - before;
        }
    }
}
