package dev.brushcast.engine.assembly;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFamily;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.onnx.image.OrtModel;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import dev.brushcast.engine.video.pipeline.VideoEngine;
import dev.brushcast.engine.video.session.VideoModel;

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
        return switch (ModelFamily.of(config.modelFolder())) {
            case IMAGE -> image(config);
            case VIDEO -> video(config);
        };
    }

    private static DiffusionEngine image(EngineConfig config) {
        ModelFolder folder = ModelFolder.open(config.modelFolder());
        DiffusionModel model = OrtModel.load(folder, config.device(), config.intraOpThreads(), config.promptCache());
        try {
            return new PipelinedEngine(model, config, new SeededNoise(), Draws.SEEDED);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static DiffusionEngine video(EngineConfig config) {
        VideoFolder folder = VideoFolder.open(config.modelFolder());
        VideoModel model = VideoModels.load(folder, config.device(), config.intraOpThreads(), config.promptCache());
        try {
            return new VideoEngine(model, config);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
