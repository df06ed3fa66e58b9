package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.folder.TextPart;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.ModelDescription;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import dev.brushcast.engine.onnx.session.Closing;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.text.OrtTextEncoder;
import dev.brushcast.engine.onnx.text.TextGraph;
import java.util.ArrayList;
import java.util.List;

/** Loads a model folder onto a device. */
public final class OrtModel {

    private OrtModel() {}

    /**
     * Loads all parts.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores
     * @throws dev.brushcast.engine.EngineException if the device does not load or the model does not fit
     */
    public static DiffusionModel load(ModelFolder folder, String device, int intraOpThreads) {
        GraphLoader loader = new GraphLoader(DeviceChoice.choose(device), intraOpThreads);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            OrtGraph unet = opened(opened, loader.load(folder.unetModel()));
            UnetPorts ports = UnetPorts.of(unet, folder);
            OrtGraph encoder = opened(opened, loader.load(folder.vaeEncoder()));
            OrtGraph decoder = opened(opened, loader.load(folder.vaeDecoder()));
            List<String> graphs =
                    new ArrayList<>(opened.stream().map(Object::toString).toList());
            List<TextGraph> text = new ArrayList<>();
            for (TextPart part : folder.text()) {
                boolean pools = folder.isSdxl() && part.equals(folder.text().getLast());
                TextGraph graph = TextGraph.of(loader, part, folder.isSdxl(), pools);
                opened.add(graph);
                text.add(graph);
                graphs.add(graph.load());
            }
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
                    description,
                    new OrtTextEncoder(text),
                    new OrtPictureEncoder(encoder, folder),
                    denoiser,
                    latentDecoder,
                    safety);
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
