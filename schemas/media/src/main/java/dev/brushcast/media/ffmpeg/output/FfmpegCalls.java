package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What every caller of FFmpeg here needs: return codes as exceptions, options, fractions. */
final class FfmpegCalls {

    static {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL); // what fails comes back as a code and is said once, in our words
    }

    private FfmpegCalls() {}

    /** The return code, if it is no error. Throws with {@code what} and FFmpeg's own words otherwise. */
    static int check(int code, String what) {
        if (code < 0) {
            throw new MediaException(what + ": " + reason(code));
        }
        return code;
    }

    /** The pointer, if FFmpeg had the memory or the component for it. */
    static <P extends Pointer> P present(@Nullable P pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new MediaException("FFmpeg has no " + what);
        }
        return pointer;
    }

    /** FFmpeg's words for an error code. */
    static String reason(int code) {
        byte[] text = new byte[256];
        if (avutil.av_strerror(code, text, text.length) != 0) {
            return "error " + code;
        }
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    static void option(AVDictionary options, String key, String value) {
        check(avutil.av_dict_set(options, key, value, 0), "FFmpeg option " + key);
    }

    static AVRational fraction(Rational value) {
        return avutil.av_make_q(value.num(), value.den());
    }
}
