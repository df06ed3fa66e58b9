package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.text.TextParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads a model folder onto a device. */
public final class OrtModel {

    private OrtModel() {}

    /** Loads all parts, and shares no encoded prompts. */
    public static DiffusionModel load(ModelFolder folder, String device, int intraOpThreads) {
        return load(folder, device, intraOpThreads, null);
    }

    /**
     * Loads all parts.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores
     * @param promptCache folder of encoded prompts, which several processes may share, or null
     * @throws dev.brushcast.engine.EngineException if the device does not load or the model does not fit
     */
    public static DiffusionModel load(
            ModelFolder folder, String device, int intraOpThreads, @Nullable Path promptCache) {
        GraphLoader loader = new GraphLoader(DeviceChoice.choose(device), intraOpThreads);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            OrtGraph unet = opened(opened, loader.load(folder.unetModel()));
            UnetPorts ports = UnetPorts.of(unet, folder);
            OrtGraph encoder = opened(opened, loader.load(folder.vaeEncoder()));
            OrtGraph decoder = opened(opened, loader.load(folder.vaeDecoder()));
            List<String> graphs =
                    new ArrayList<>(opened.stream().map(Object::toString).toList());
            TextParts parts = TextParts.read(loader, folder.text(), folder.isSdxl());
            opened.add(parts);
            TextEncoder text = parts.open(promptCache, graphs);
            ModelFile safetyFile = folder.safetyChecker();
            OrtSafetyChecker safety =
                    safetyFile == null ? null : safetyChecker(opened(opened, loader.load(safetyFile)), graphs);
            OrtDenoiser denoiser = new OrtDenoiser(unet, ports, folder.pictureLatentFactor());
            OrtLatentDecoder latentDecoder = new OrtLatentDecoder(decoder, folder);
            ModelDescription description = ModelDescription.of(
                    folder,
                    loader.device().toString(),
                    SideMultiple.probe(denoiser, ports, folder),
                    ports.extras().guidance() != null,
                    ports.timestepIsPerRow(),
                    graphs);
            return new DiffusionModel(
                    description, text, new OrtPictureEncoder(encoder, folder), denoiser, latentDecoder, safety);
        } catch (RuntimeException e) {
            Closing.all(opened, e);
            throw e;
        }
    }

    private static OrtSafetyChecker safetyChecker(OrtGraph graph, List<String> graphs) {
        graphs.add(graph.toString());
        return new OrtSafetyChecker(graph);
    }

    private static OrtGraph opened(List<AutoCloseable> opened, OrtGraph graph) {
        opened.add(graph);
        return graph;
    }
}
