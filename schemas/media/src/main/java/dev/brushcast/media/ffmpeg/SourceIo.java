package dev.brushcast.media.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOContext;

/** Bytes that a container is read from or written to, and that are not FFmpeg's own to close. Closed after the container. */
public interface SourceIo extends AutoCloseable {

    AVIOContext context();

    @Override
    void close();
}
