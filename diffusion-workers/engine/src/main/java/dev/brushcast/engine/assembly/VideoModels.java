package dev.brushcast.engine.assembly;

import dev.brushcast.engine.folder.KnownStyles;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.folder.VideoSchedule;
import dev.brushcast.engine.model.PictureGeometry;
import dev.brushcast.engine.model.PromptShape;
import dev.brushcast.engine.onnx.video.OrtVideoModel;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.flow.FlowSchedule;
import dev.brushcast.engine.video.model.TransformerTraits;
import dev.brushcast.engine.video.session.SessionRules;
import dev.brushcast.engine.video.session.VideoModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a video model of a folder. */
public final class VideoModels {

    private VideoModels() {}

    /**
     * Loads it.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda:N} or {@code tensorrt:N}
     * @param intraOpThreads threads per graph on the CPU; 0 for as many as there are cores
     * @param promptCache folder of encoded prompts; null: none
     * @throws dev.brushcast.engine.EngineException if the device does not load or the model does not fit
     */
    public static VideoModel load(VideoFolder folder, String device, int intraOpThreads, @Nullable Path promptCache) {
        return of(folder, OrtVideoModel.load(folder, device, intraOpThreads, promptCache));
    }

    /** Of loaded networks. */
    public static VideoModel of(VideoFolder folder, OrtVideoModel loaded) {
        TransformerTraits traits = loaded.networks().transformer().traits();
        // A graph that takes any number of tokens gets as many as the tokenizer makes.
        int tokens = traits.textTokens() > 0
                ? traits.textTokens()
                : folder.text().config().maxPositions();
        return new VideoModel(
                folder.name(),
                folder.hash(),
                loaded.device(),
                new PictureGeometry(
                        folder.downscale() * SessionRules.PATCH,
                        folder.schedule().size(),
                        folder.latentChannels(),
                        folder.downscale()),
                new PromptShape(tokens, traits.textWidth(), 0),
                rules(folder.schedule()),
                KnownStyles.of(folder.path()),
                loaded.networks(),
                loaded.text());
    }

    private static SessionRules rules(VideoSchedule schedule) {
        float threshold = schedule.sinkThreshold() > -1 ? (float) schedule.sinkThreshold() : Float.NaN;
        return new SessionRules(
                schedule.latentsPerChunk(),
                new DenoiseRules(new FlowSchedule(schedule.shift()), threshold, false),
                schedule.stepTimes(),
                schedule.steps(),
                schedule.warp(),
                schedule.noiseScale(),
                schedule.refreshAt(),
                schedule.window(),
                schedule.sinks());
    }
}
