package dev.brushcast.engine.tools.check;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.assembly.VideoModels;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.PictureGeometry;
import dev.brushcast.engine.onnx.video.OrtVideoModel;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.session.SeededSessionNoise;
import dev.brushcast.engine.video.session.SessionRules;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.SessionTap;
import dev.brushcast.engine.video.session.VideoModel;
import dev.brushcast.engine.video.session.VideoSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a video model's folder, and renders the first two chunks of a grey stream with it. */
final class VideoCheck {

    private static final double NANOS_PER_MILLI = 1e6;

    private VideoCheck() {}

    static VideoReport run(Path path, String device) {
        VideoFolder folder = VideoFolder.open(path);
        try (OrtVideoModel loaded = OrtVideoModel.load(folder, device, 0)) {
            VideoModel model = VideoModels.of(folder, loaded);
            PictureGeometry geometry = model.geometry();
            PictureSize size = geometry.nativeSize();
            LatentShape latent = geometry.latentOf(size);
            SessionRules rules = model.rules();
            CacheShape window =
                    rules.windowOf(latent, model.networks().transformer().traits());
            SessionSettings settings = rules.settings(geometry, size, rules.times(rules.steps()), Mode.STEP_BY_STEP);
            try (VideoSession session = new VideoSession(
                    model.networks(),
                    settings,
                    model.networks()
                            .transformer()
                            .crossKeys(model.text().encodePlain("").states()),
                    Windows.of(window),
                    new SeededSessionNoise("check", Seeds.of(0)),
                    SessionTap.NONE)) {
                session.start(grey(size, 1 + settings.framesPerChunk()));
                long begun = System.nanoTime();
                List<List<float[]>> chunks = session.next(grey(size, settings.framesPerChunk()));
                double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
                refuseNotFinite(chunks.getFirst());
                return new VideoReport(
                        folder.name(),
                        model.device(),
                        loaded.graphs(),
                        folder.schedule(),
                        geometry.sideMultiple(),
                        size,
                        folder.weightBytes(),
                        window.bytes(Float.BYTES),
                        session.codecBytes(),
                        settings.framesPerChunk(),
                        millis);
            }
        }
    }

    private static List<float[]> grey(PictureSize size, int count) {
        List<float[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new float[3 * size.pixels()]);
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
