package dev.brushcast.egress.push;

import dev.brushcast.media.MediaException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** What every protocol needs to say in words what FFmpeg says of its connection. */
public final class FfmpegWords {

    private FfmpegWords() {}

    /** FFmpeg's own words, which end its messages. */
    public static String said(MediaException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    /** Whether there is a host of that name: FFmpeg tells that from a refusal by no code of its own. */
    public static boolean exists(String host) {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** Such as {@code 10 s}, or {@code 1500 ms}. */
    public static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
