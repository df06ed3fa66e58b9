package dev.brushcast.media.ffmpeg;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The FFmpeg libraries as a whole. Every wrapper calls {@link #load()} before its first native call.
 *
 * <p>None of them needs more of the system than the C and C++ run-time libraries. One does and is not used for it:
 * {@code avdevice} (capture devices) is linked against PulseAudio, ALSA and X11, which a server has not.
 */
public final class Ffmpeg {

    private Ffmpeg() {}

    /** Loads the libraries once per process and sends their log to SLF4J. Cheap to call again; thread-safe. */
    public static void load() {
        Libraries.touch();
    }

    /**
     * Returns {@code code} if it tells of success, that is, is not negative.
     *
     * @param failure what could not be done, in words a user understands; the reason is added to it
     * @throws FfmpegException if it is negative
     */
    public static int check(int code, String failure) {
        if (code < 0) {
            throw new FfmpegException(code, failure + ": " + errorText(code));
        }
        return code;
    }

    /** FFmpeg's own words for an error code, one line. */
    public static String errorText(int code) {
        byte[] text = new byte[256];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Initialised by the class loader: exactly once, and before anybody returns from {@link #load()}. */
    private static final class Libraries {

        static {
            NativeLog.install();
            avformat.avformat_network_init();
        }

        static void touch() {}
    }
}
