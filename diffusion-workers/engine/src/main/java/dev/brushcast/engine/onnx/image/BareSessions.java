package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.NetworkCall;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import java.util.ArrayList;
import java.util.List;

/** A model's sessions with nothing around them: how long the runtime alone takes for a call. Owned by one thread. */
public final class BareSessions implements AutoCloseable {

    private final ModelDescription model;
    private final OrtPictureEncoder encoder;
    private final OrtDenoiser denoiser;
    private final OrtLatentDecoder decoder;

    private BareSessions(
            ModelDescription model, OrtPictureEncoder encoder, OrtDenoiser denoiser, OrtLatentDecoder decoder) {
        this.model = model;
        this.encoder = encoder;
        this.denoiser = denoiser;
        this.decoder = decoder;
    }

    /**
     * Loads the networks once more.
     *
     * @param model as it was loaded
     * @param device as in {@link OrtModel#load}
     * @param intraOpThreads as in {@link OrtModel#load}
     */
    public static BareSessions load(ModelFolder folder, ModelDescription model, String device, int intraOpThreads) {
        GraphLoader loader = new GraphLoader(DeviceChoice.choose(device), intraOpThreads);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            OrtGraph unet = loader.load(folder.unetModel());
            opened.add(unet);
            OrtGraph encoder = loader.load(folder.vaeEncoder());
            opened.add(encoder);
            OrtGraph decoder = loader.load(folder.vaeDecoder());
            opened.add(decoder);
            return new BareSessions(
                    model,
                    new OrtPictureEncoder(encoder, folder),
                    new OrtDenoiser(unet, UnetPorts.of(unet, folder), folder.pictureLatentFactor()),
                    new OrtLatentDecoder(decoder, folder));
        } catch (RuntimeException e) {
            Closing.all(opened, e);
            throw e;
        }
    }

    /** Runs a call's session on buffers that are there already, and says how many nanoseconds that took. */
    public long nanos(NetworkCall call) {
        Runnable run = switch (call.part()) {
            case ENCODER -> encoder.session(model.geometry().pictureOf(call.shape()), call.batch());
            case DENOISER ->
                denoiser.session(call.shape(), call.batch(), model.prompt().tokens());
            case DECODER -> decoder.session(call.shape(), call.batch());
        };
        long before = System.nanoTime();
        run.run();
        return System.nanoTime() - before;
    }

    @Override
    public void close() {
        try (encoder;
                denoiser;
                decoder) {
            // Each closed even if another fails.
        }
    }
}
