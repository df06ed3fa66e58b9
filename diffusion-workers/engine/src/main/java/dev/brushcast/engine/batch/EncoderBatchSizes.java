package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;

/**
 * Batch sizes of the picture encoder: by its own curve, but more at once where that is quick beside a UNet call, so that
 * the frames of a request come to the UNet together and share its first call.
 */
public final class EncoderBatchSizes implements BatchSizes {

    private static final double QUICK = 0.1;

    private final MeasuredBatchSizes encoder;
    private final MeasuredBatchSizes denoiser;

    public EncoderBatchSizes(MeasuredBatchSizes encoder, MeasuredBatchSizes denoiser) {
        this.encoder = encoder;
        this.denoiser = denoiser;
    }

    @Override
    public int best(LatentShape shape, int waiting) {
        BatchCurve curve = encoder.curve(shape);
        double quick = QUICK * denoiser.curve(shape).nanos(1);
        int rows = waiting;
        while (rows > 1 && curve.nanos(rows) > quick) {
            rows--;
        }
        return Math.max(rows, curve.best(waiting));
    }

    @Override
    public int padded(LatentShape shape, int rows) {
        return encoder.padded(shape, rows);
    }
}
