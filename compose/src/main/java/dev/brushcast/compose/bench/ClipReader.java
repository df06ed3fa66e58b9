package dev.brushcast.compose.bench;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.Clip;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a clip's frames as ingest does, and keeps them. */
public final class ClipReader {

    private static final double MICROS = 1e6;

    private ClipReader() {}

    /**
     * Its beginning.
     *
     * @param name for reports
     * @param geometry which size its pictures get
     * @param multiple of which their sides must be, for the model's sake
     * @param most how much of it
     * @throws UserError if the size does not suit the model, or there are not two whole frames
     * @throws dev.brushcast.media.MediaException if it cannot be read
     */
    public static Clip read(String name, MediaSource source, Geometry geometry, int multiple, Duration most) {
        try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation())) {
            SourceInfo info = input.info();
            Geometry.Size size = geometry.of(info.displayWidth(), info.displayHeight());
            if (size.width() % multiple != 0 || size.height() % multiple != 0) {
                throw new UserError("Frames cannot be " + size + ": give --width and --height that are multiples of "
                        + multiple + ", which the models ask for");
            }
            List<Picture> pictures = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            try (FrameFitter fitter = new FrameFitter(size.width(), size.height(), Fit.CROP)) {
                read(input, fitter, source, most, pictures, times);
            }
            if (pictures.size() < 2) {
                throw new UserError(source.redacted() + " has only one frame: name a film");
            }
            double seconds = (times.getLast() - times.getFirst()) / MICROS;
            return new Clip(name, (pictures.size() - 1) / seconds, pictures);
        }
    }

    private static void read(
            MediaInput input,
            FrameFitter fitter,
            MediaSource source,
            Duration most,
            List<Picture> pictures,
            List<Long> times) {
        while (true) {
            switch (input.read()) {
                case InputItem.Frame item -> {
                    if (item.frame().ptsUs() >= most.toNanos() / 1000) {
                        return;
                    }
                    RgbPicture picture = fitter.fit(item.frame());
                    pictures.add(new Picture(picture.width(), picture.height(), picture.rgb()));
                    times.add(item.frame().ptsUs());
                }
                case InputItem.Lost _ ->
                    throw new UserError(
                            source.redacted()
                                    + " has a damaged frame, which would look like flicker: name another clip, or fewer --seconds");
                case InputItem.Audio _, InputItem.Splice _ -> {}
                case InputItem.Changed _, InputItem.End _ -> {
                    return;
                }
            }
        }
    }
}
