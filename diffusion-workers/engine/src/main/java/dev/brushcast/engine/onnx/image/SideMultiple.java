package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.LatentShape;
import java.util.List;

/**
 * Of how many pixels a picture's sides must be multiples. No file says it: it is tried on small latents, since some
 * networks pad odd sides by themselves and others fail on them.
 */
final class SideMultiple {

    private static final int BASE = 8;

    private SideMultiple() {}

    static int probe(OrtDenoiser denoiser, UnetPorts ports, ModelFolder folder) {
        for (int multiple = 1; multiple < BASE; multiple *= 2) {
            if (runs(denoiser, ports, folder, BASE + multiple)) {
                return multiple * folder.vae().downscale();
            }
        }
        run(denoiser, ports, folder, BASE);
        return BASE * folder.vae().downscale();
    }

    private static boolean runs(OrtDenoiser denoiser, UnetPorts ports, ModelFolder folder, int side) {
        try {
            run(denoiser, ports, folder, side);
            return true;
        } catch (EngineException refused) {
            return false;
        }
    }

    private static void run(OrtDenoiser denoiser, UnetPorts ports, ModelFolder folder, int side) {
        int channels = folder.vae().latentChannels();
        LatentShape shape = new LatentShape(channels, side, side);
        boolean told = ports.sampleChannels() == 2 * channels;
        int tokens = folder.text().getFirst().config().maxPositions();
        Conditioning nothing = new Conditioning(
                new float[tokens * ports.contextWidth()],
                new float[ports.extras().pooledWidth()]);
        float[] zeros = new float[shape.size()];
        denoiser.predict(
                List.of(new DenoiseRow(shape, zeros, told ? zeros : null, 1, nothing, 1, new float[shape.size()])), 1);
    }
}
