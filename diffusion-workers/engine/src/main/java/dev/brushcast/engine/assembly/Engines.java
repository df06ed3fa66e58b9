package dev.brushcast.engine.assembly;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.pipeline.PipelinedEngine;

/** Opens engines. */
public final class Engines {

    private Engines() {}

    /**
     * Loads a model, warms it up and starts an engine on it; takes seconds.
     *
     * @throws EngineException if the folder is no suitable model or the device does not load; the message says what to
     *     do
     */
    public static DiffusionEngine open(EngineConfig config) {
        ModelFolder folder = ModelFolder.open(config.modelFolder());
        DiffusionModel model = OrtModel.load(folder, config.device(), config.intraOpThreads(), config.promptCache());
        try {
            return new PipelinedEngine(model, config, new SeededNoise(), Draws.SEEDED);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
