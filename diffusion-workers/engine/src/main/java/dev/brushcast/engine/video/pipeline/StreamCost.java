package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.bound.FrameCost;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.pipeline.BoundMeter;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.Windows;
import dev.brushcast.engine.video.session.SeededSessionNoise;
import dev.brushcast.engine.video.session.SessionRules;
import dev.brushcast.engine.video.session.SessionSettings;
import dev.brushcast.engine.video.session.SessionTap;
import dev.brushcast.engine.video.session.VideoModel;
import dev.brushcast.engine.video.session.VideoSession;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a stream takes, as measured on two chunks of nothing before anything else has run.
 *
 * @param frame of time and memory
 * @param codecBytesPerPixel what encoder and decoder keep between chunks, for each pixel of a frame
 */
record StreamCost(FrameCost frame, double codecBytesPerPixel) {

    private static final int RGB = 3;

    /** On the thread that opens the engine. */
    static StreamCost measure(VideoModel model, LongSupplier nanoClock) {
        Meter meter = new Meter(model, nanoClock);
        FrameCost frame = new BoundMeter(model.geometry(), meter).measure();
        return new StreamCost(frame, meter.codecBytesPerPixel);
    }

    /** A frame's share of a chunk. */
    private static final class Meter implements BoundMeter.FrameRun {

        private final VideoModel model;
        private final LongSupplier nanoClock;
        private double codecBytesPerPixel;

        Meter(VideoModel model, LongSupplier nanoClock) {
            this.model = model;
            this.nanoClock = nanoClock;
        }

        @Override
        public double nanos(LatentShape shape) {
            PictureSize size = model.geometry().pictureOf(shape);
            SessionRules rules = model.rules();
            SessionSettings settings =
                    rules.settings(model.geometry(), size, rules.times(rules.steps()), Mode.STEP_BY_STEP);
            CacheShape window =
                    rules.windowOf(shape, model.networks().transformer().traits());
            try (VideoSession session = new VideoSession(
                    model.networks(),
                    settings,
                    model.networks()
                            .transformer()
                            .crossKeys(model.prompt().zeros().states()),
                    Windows.of(window),
                    new SeededSessionNoise("measured", Seeds.of(0)),
                    SessionTap.NONE)) {
                float[] nothing = new float[RGB * size.pixels()];
                int frames = settings.framesPerChunk();
                session.start(Collections.nCopies(1 + frames, nothing));
                List<float[]> chunk = Collections.nCopies(frames, nothing);
                long before = nanoClock.getAsLong();
                session.next(chunk);
                double took = nanoClock.getAsLong() - before;
                codecBytesPerPixel = (double) session.codecBytes() / size.pixels();
                return took / frames;
            }
        }
    }
}
