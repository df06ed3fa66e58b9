package dev.brushcast.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_ERROR_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import dev.brushcast.media.MediaException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's return codes as exceptions. */
final class PictureErrors {

    private PictureErrors() {}

    /** Passes on what is not an error code. */
    static int check(int code, String what) {
        if (code < 0) {
            byte[] text = new byte[AV_ERROR_MAX_STRING_SIZE];
            av_strerror(code, text, text.length);
            throw new MediaException(what + ": " + upToNul(text));
        }
        return code;
    }

    /** Passes on what was allocated. */
    static <P extends Pointer> P allocated(P pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new MediaException("no memory for " + what);
        }
        return pointer;
    }

    private static String upToNul(byte[] text) {
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
