package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.LatentDecoder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.NetworkCall;
import dev.brushcast.engine.model.NetworkCall.Part;
import dev.brushcast.engine.model.PictureEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes every call that a model's networks get. Safe for use by several threads. */
final class CallRecorder {

    private final List<NetworkCall> calls = new ArrayList<>();

    /** The model, with its networks' calls noted here. */
    DiffusionModel around(DiffusionModel model) {
        return new DiffusionModel(
                model.description(),
                model.text(),
                new RecordingEncoder(model),
                new RecordingDenoiser(model.denoiser()),
                new RecordingDecoder(model.decoder()),
                model.safety());
    }

    /** The calls since the last time that this was asked. */
    synchronized List<NetworkCall> take() {
        List<NetworkCall> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private synchronized void note(Part part, LatentShape shape, int batch, int rows) {
        calls.add(new NetworkCall(part, shape, batch, rows));
    }

    private final class RecordingEncoder implements PictureEncoder {

        private final DiffusionModel model;

        RecordingEncoder(DiffusionModel model) {
            this.model = model;
        }

        @Override
        public List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise) {
            note(Part.ENCODER, model.description().geometry().latentOf(size), pictures.size(), pictures.size());
            return model.encoder().encode(size, pictures, posteriorNoise);
        }

        @Override
        public void close() {
            model.encoder().close();
        }
    }

    private final class RecordingDenoiser implements Denoiser {

        private final Denoiser denoiser;

        RecordingDenoiser(Denoiser denoiser) {
            this.denoiser = denoiser;
        }

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            note(Part.DENOISER, rows.getFirst().shape(), batch, rows.size());
            denoiser.predict(rows, batch);
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }

    private final class RecordingDecoder implements LatentDecoder {

        private final LatentDecoder decoder;

        RecordingDecoder(LatentDecoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures) {
            note(Part.DECODER, shape, latents.size(), latents.size());
            decoder.decode(shape, latents, pictures);
        }

        @Override
        public void close() {
            decoder.close();
        }
    }
}
