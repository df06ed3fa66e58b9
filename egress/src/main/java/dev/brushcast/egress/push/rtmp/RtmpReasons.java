package dev.brushcast.egress.push.rtmp;

import dev.brushcast.media.MediaException;

/** What FFmpeg's errors mean on an RTMP connection, in words. */
final class RtmpReasons {

    private RtmpReasons() {}

    static String notConnected(RtmpTarget target, MediaException cause) {
        return String.valueOf(cause.getMessage());
    }

    static String lost(RtmpTarget target, MediaException cause) {
        return String.valueOf(cause.getMessage());
    }
}
