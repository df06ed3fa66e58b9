package dev.brushcast.engine.tools.check;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.folder.VideoSchedule;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.video.OrtVideoModel;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.flow.FlowSchedule;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.TransformerTraits;
import dev.brushcast.engine.video.session.SeededSessionNoise;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.SessionTap;
import dev.brushcast.engine.video.session.VideoSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a video model's folder, and renders the first two chunks of a grey stream with it. */
final class VideoCheck {

    private static final PictureSize SIZE = new PictureSize(256, 144);
    private static final double NANOS_PER_MILLI = 1e6;

    /** Pixels of a side that one token of a latent stands for, in latents. */
    private static final int PATCH = 2;

    private VideoCheck() {}

    static VideoReport run(Path path, String device) {
        VideoFolder folder = VideoFolder.open(path);
        try (OrtVideoModel model = OrtVideoModel.load(folder, device, 0)) {
            int multiple = folder.downscale() * PATCH;
            if (SIZE.width() % multiple != 0 || SIZE.height() % multiple != 0) {
                throw new EngineException("sides of " + path + " are multiples of " + multiple + ", which " + SIZE
                        + " is not: the check has no size for it");
            }
            LatentShape latent = new LatentShape(
                    folder.latentChannels(), SIZE.height() / folder.downscale(), SIZE.width() / folder.downscale());
            CacheShape window =
                    window(folder.schedule(), model.networks().transformer().traits(), latent);
            SessionSettings settings = settings(folder.schedule(), latent);
            try (VideoSession session = new VideoSession(
                    model.networks(),
                    settings,
                    model.networks()
                            .transformer()
                            .crossKeys(model.text().encodePlain("").states()),
                    Windows.of(window),
                    new SeededSessionNoise("check", 0),
                    SessionTap.NONE)) {
                session.start(grey(1 + session.framesPerChunk()));
                long begun = System.nanoTime();
                List<List<float[]>> chunks = session.next(grey(session.framesPerChunk()));
                double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
                refuseNotFinite(chunks.getFirst());
                return new VideoReport(
                        folder.name(),
                        model.device(),
                        model.graphs(),
                        folder.schedule(),
                        multiple,
                        SIZE,
                        folder.weightBytes(),
                        window.bytes(Float.BYTES),
                        session.framesPerChunk(),
                        millis);
            }
        }
    }

    private static CacheShape window(VideoSchedule schedule, TransformerTraits traits, LatentShape latent) {
        int tokens = latent.height() / PATCH * (latent.width() / PATCH);
        return new CacheShape(
                traits.layers(), schedule.window(), schedule.sinks(), tokens * traits.heads() * traits.headWidth());
    }

    private static SessionSettings settings(VideoSchedule schedule, LatentShape latent) {
        FlowSchedule levels = new FlowSchedule(schedule.shift());
        float threshold = schedule.sinkThreshold() > -1 ? (float) schedule.sinkThreshold() : Float.NaN;
        return new SessionSettings(
                SIZE.height(),
                SIZE.width(),
                latent,
                schedule.latentsPerChunk(),
                new DenoiseRules(levels, threshold, false),
                StepTimes.of(schedule.stepTimes(), schedule.steps(), schedule.warp(), false, levels),
                Mode.STEP_BY_STEP,
                schedule.noiseScale(),
                schedule.refreshAt());
    }

    private static List<float[]> grey(int count) {
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new float[3 * SIZE.pixels()]);
        }
        return frames;
    }

    private static void refuseNotFinite(List<float[]> frames) {
        for (float[] frame : frames) {
            for (float value : frame) {
                if (!Float.isFinite(value)) {
                    throw new EngineException(
                            "no chunk could be rendered: not-finite: the model puts out NaN or infinity");
                }
            }
        }
    }
}
