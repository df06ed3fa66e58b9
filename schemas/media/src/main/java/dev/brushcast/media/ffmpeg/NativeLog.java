package dev.brushcast.media.ffmpeg;

import dev.brushcast.media.source.Redaction;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * FFmpeg's log as SLF4J lines of the logger {@code dev.brushcast.media.ffmpeg.native}.
 *
 * <p>FFmpeg calls "error" what is a detail to a user of this project (one damaged packet), and says nothing of where it
 * happened: its errors and warnings come at debug, the rest at trace. What a user must know is thrown or returned. Addresses are told without what is secret in them.
 */
final class NativeLog extends LogCallback {

    private static final Logger LOGGER = LoggerFactory.getLogger("dev.brushcast.media.ffmpeg.native");

    /** Held for ever: native code keeps only the address. */
    private static final NativeLog INSTANCE = new NativeLog();

    private NativeLog() {}

    static void install() {
        avutil.av_log_set_level(threshold());
        avutil.setLogCallback(INSTANCE);
    }

    private static int threshold() {
        if (LOGGER.isTraceEnabled()) {
            return avutil.AV_LOG_INFO;
        }
        return LOGGER.isDebugEnabled() ? avutil.AV_LOG_WARNING : avutil.AV_LOG_QUIET;
    }

    @Override
    public void call(int level, BytePointer message) {
        Level target = level <= avutil.AV_LOG_WARNING ? Level.DEBUG : Level.TRACE;
        if (LOGGER.isEnabledForLevel(target)) {
            LOGGER.atLevel(target).log(Redaction.within(message.getString()).strip());
        }
    }
}
