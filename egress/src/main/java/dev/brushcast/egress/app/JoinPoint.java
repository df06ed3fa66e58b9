package dev.brushcast.egress.app;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.push.PushFeed;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a push that begins in the middle of an epoch has to be told: the epoch, and the audio that has come before its pictures
 * (audio is ahead, by seconds where a recording is read). Confined to the rendition's thread.
 */
final class JoinPoint {

    private record Showing(EpochInfo epoch, VideoFormat format) {}

    private final Deque<AudioPackets> ahead = new ArrayDeque<>();
    private @Nullable Showing showing;

    void begin(EpochInfo epoch, VideoFormat format) {
        showing = new Showing(epoch, format);
        ahead.clear();
    }

    /** Keeps audio; the newest chunk in any case: it says what the audio is, or that there is none. */
    void audio(AudioPackets chunk) {
        ahead.add(chunk);
    }

    /** Forgets the audio that is over when a picture is shown. */
    void picture(MediaPacket packet) {
        double seconds = (double) packet.pts() / Ticks.PER_SECOND;
        while (ahead.size() > 1 && ahead.getFirst().endSeconds().orElse(0) <= seconds) {
            ahead.remove();
        }
    }

    void ended() {
        showing = null;
        ahead.clear();
    }

    /** Tells a feed of the epoch, so that its next picture may come; false: there is none. */
    boolean tell(PushFeed feed) {
        Showing now = showing;
        if (now == null) {
            return false;
        }
        feed.begin(now.epoch, now.format);
        ahead.forEach(feed::audio);
        return true;
    }
}
