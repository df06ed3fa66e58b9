package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What every caller of FFmpeg here needs: return codes as exceptions, options, fractions. */
final class FfmpegCalls {

    static {
        Ffmpeg.load();
    }

    private FfmpegCalls() {}

    /** The return code, if it is no error. Throws with {@code what} and FFmpeg's own words otherwise. */
    static int check(int code, String what) {
        return Ffmpeg.check(code, what);
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
        return Ffmpeg.errorText(code);
    }

    static void option(AVDictionary options, String key, String value) {
        check(avutil.av_dict_set(options, key, value, 0), "FFmpeg option " + key);
    }

    static AVRational fraction(Rational value) {
        return avutil.av_make_q(value.num(), value.den());
    }
}
