package dev.brushcast.egress.rendition;

import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A picture from a file, whole within the size that is wanted and over black. Read once: the file may go. */
public final class PictureSlate implements Slate {

    private static final String RESOURCE = "/dev/brushcast/egress/slate.png";

    private final MediaInput input;
    private final DecodedFrame frame;
    private @Nullable RgbPicture fitted;

    private PictureSlate(MediaInput input, DecodedFrame frame) {
        this.input = input;
        this.frame = frame;
    }

    /**
     * Opens a slate.
     *
     * @param file any picture that FFmpeg decodes; null: the one that comes with the egress
     * @throws UserError if it is none
     */
    public static PictureSlate open(@Nullable Path file) {
        return file == null ? bundled() : decode(file);
    }

    private static PictureSlate bundled() {
        try (InputStream bytes = Objects.requireNonNull(PictureSlate.class.getResourceAsStream(RESOURCE))) {
            Path copy = Files.createTempFile("slate", ".png");
            try {
                Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
                return decode(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PictureSlate decode(Path file) {
        MediaInput input;
        try {
            input = MediaInput.open(new MediaSource.LocalFile(file), InputOptions.DEFAULT, new Cancellation());
        } catch (MediaException e) {
            throw new UserError(
                    "the slate cannot be shown: " + e.getMessage() + "; name a picture, as a PNG or JPEG", e);
        }
        InputItem first = input.read();
        while (!(first instanceof InputItem.Frame || first instanceof InputItem.End)) {
            first = input.read();
        }
        if (first instanceof InputItem.Frame(DecodedFrame frame)) {
            return new PictureSlate(input, frame);
        }
        input.close();
        throw new UserError("the slate cannot be shown: " + file + " has no picture; name one, as a PNG or JPEG");
    }

    @Override
    public RgbPicture picture(int width, int height) {
        RgbPicture known = fitted;
        if (known == null || known.width() != width || known.height() != height) {
            try (FrameFitter fitter = new FrameFitter(width, height, Fit.PAD)) {
                known = fitter.fit(frame);
            }
            fitted = known;
        }
        return known;
    }

    @Override
    public void close() {
        input.close();
    }
}
