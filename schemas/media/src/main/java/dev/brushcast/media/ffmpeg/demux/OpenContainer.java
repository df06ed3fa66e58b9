package dev.brushcast.media.ffmpeg.demux;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * A container that is open and has a picture. Closed by whoever has it.
 *
 * @param ahead the packets that were read until its picture came
 * @param connectedNs when it began to send, on the clock of {@link System#nanoTime}
 */
record OpenContainer(AVFormatContext context, Watchdog watchdog, PacketStash ahead, long connectedNs)
        implements AutoCloseable {

    @Override
    public void close() {
        ahead.close();
        if (!context.isNull()) { // FFmpeg frees it itself where opening fails
            avformat.avformat_close_input(context);
        }
        watchdog.close();
    }
}
