package dev.brushcast.media.ffmpeg;

import dev.brushcast.media.MediaException;

/** A native call that failed, with the code it returned. */
public final class FfmpegException extends MediaException {

    private static final long serialVersionUID = 1L;

    private final int code;

    public FfmpegException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** FFmpeg's error code, negative. */
    public int code() {
        return code;
    }
}
