package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchCurve;
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
import java.util.function.IntConsumer;

/** Measures how long batches of a shape take, on zeros; what it runs warms the networks up as well. */
final class CurveMeter {

    private static final int RGB = 3;

    private final ModelDescription model;
    private final BatchMeter meter;

    CurveMeter(ModelDescription model, BatchMeter meter) {
        this.model = model;
        this.meter = meter;
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
        return meter.once(encoding(loaded.encoder(), shape), 1)
                + meter.once(denoising(loaded.denoiser(), shape), 1)
                + meter.once(decoding(loaded.decoder(), shape), 1);
    }

    private IntConsumer denoising(Denoiser denoiser, LatentShape shape) {
        Conditioning nothing = model.prompt().zeros();
        float[] zeros = new float[shape.size()];
        DenoiseRow row = new DenoiseRow(
                shape, zeros, model.unet().imageConditioned() ? zeros : null, 1, nothing, 1, new float[shape.size()]);
        return size -> denoiser.predict(Collections.nCopies(size, row), size);
    }

    private IntConsumer encoding(PictureEncoder encoder, LatentShape shape) {
        PictureSize size = model.geometry().pictureOf(shape);
        float[] zeros = new float[RGB * size.pixels()];
        return n -> encoder.encode(size, Collections.nCopies(n, zeros), List.of());
    }

    private IntConsumer decoding(LatentDecoder decoder, LatentShape shape) {
        float[] zeros = new float[shape.size()];
        float[] picture = new float[model.geometry().planesOf(shape)];
        return n -> decoder.decode(shape, Collections.nCopies(n, zeros), Collections.nCopies(n, picture));
    }

    private BatchCurve measure(String part, LatentShape shape, IntConsumer batch) {
        return meter.curve(part, model.geometry().pictureOf(shape), batch);
    }
}
