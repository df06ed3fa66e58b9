package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;
import java.util.Optional;

/**
 * Batch sizes of the picture encoder. Where encoding is quick beside a UNet call: as many as the next call takes, so that
 * those come to the UNet together and share it, and the others are encoded while it runs. Elsewhere by its own curve, and
 * while the UNet's is yet to be measured, which is not for the thread that encodes to do.
 */
public final class EncoderBatchSizes implements BatchSizes {

    private final MeasuredBatchSizes encoder;
    private final MeasuredBatchSizes denoiser;

    public EncoderBatchSizes(MeasuredBatchSizes encoder, MeasuredBatchSizes denoiser) {
        this.encoder = encoder;
        this.denoiser = denoiser;
    }

    @Override
    public int best(LatentShape shape, int waiting) {
        Optional<BatchCurve> unet = denoiser.known(shape);
        if (unet.isPresent()) {
            int call = unet.get().best(waiting);
            if (encoder.isQuickBeside(unet.get(), shape, call)) {
                return call;
            }
        }
        return encoder.best(shape, waiting);
    }

    @Override
    public int padded(LatentShape shape, int rows) {
        return encoder.padded(shape, rows);
    }
}
