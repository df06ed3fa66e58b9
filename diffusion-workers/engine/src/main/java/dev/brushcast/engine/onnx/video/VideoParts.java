package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.video.model.TransformerTraits;

/** Whether the parts of a video model's folder were made for each other. */
final class VideoParts {

    private VideoParts() {}

    /**
     * @param tokens of a prompt, as the text encoder takes it
     * @throws EngineException if two parts do not fit
     */
    static void check(VideoFolder folder, TransformerTraits transformer, int tokens) {
        if (folder.schedule().replacesSinks() && !transformer.judgesSinks()) {
            throw new EngineException(folder.step().path()
                    + " cannot say when to replace a sink (it has no input evict_slot), but sink_threshold is "
                    + folder.schedule().sinkThreshold()
                    + ": export step_adaptive.onnx again, or set sink_threshold to -1 in "
                    + folder.path().resolve("scheduler/scheduler_config.json"));
        }
        int width = folder.text().config().hiddenSize();
        if (transformer.textWidth() > 0 && transformer.textWidth() != width) {
            throw new EngineException(folder.textKeys().path() + " takes prompts " + transformer.textWidth()
                    + " numbers wide, but " + folder.text().folder() + " makes them " + width
                    + ": take both from one model");
        }
        if (transformer.textTokens() > 0 && transformer.textTokens() != tokens) {
            throw new EngineException(folder.textKeys().path() + " takes prompts of " + transformer.textTokens()
                    + " tokens, but " + folder.text().folder() + " makes them of " + tokens
                    + ": set text_len in its config.json, or take both from one model");
        }
    }
}
