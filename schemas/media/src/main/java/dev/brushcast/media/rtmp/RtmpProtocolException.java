package dev.brushcast.media.rtmp;

import java.io.IOException;

/** A peer that does not speak RTMP, or not as it should. */
final class RtmpProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    RtmpProtocolException(String message) {
        super(message);
    }
}
