package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.ffmpeg.SourceIo;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/**
 * A container that is open and has a picture. Closed by whoever has it.
 *
 * @param ahead the packets that were read until its picture came
 * @param io its connection, where that is not FFmpeg's own to close; null: it is
 * @param connectedNs when it began to send, on the clock of {@link System#nanoTime}
 */
record OpenContainer(
        AVFormatContext context,
        Watchdog watchdog,
        PacketStash ahead,
        @Nullable SourceIo io,
        long connectedNs) implements AutoCloseable {

    @Override
    public void close() {
        ahead.close();
        if (!context.isNull()) { // FFmpeg frees it itself where opening fails
            avformat.avformat_close_input(context);
        }
        if (io != null) {
            io.close();
        }
        watchdog.close();
    }
}
