package dev.brushcast.egress.push.srt;

import dev.brushcast.egress.push.PushConnection;
import dev.brushcast.egress.push.PushException;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.LiveSession;
import java.time.Duration;

/** MPEG-TS over one SRT connection. Confined to one thread. */
final class SrtConnection implements PushConnection {

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);
    private static final Duration ON_THE_WAY = Duration.ofMillis(100);

    private final LiveSession session;
    private final SrtTarget target;
    private boolean lost;

    SrtConnection(LiveSession session, SrtTarget target) {
        this.session = session;
        this.target = target;
    }

    @Override
    public void picture(MediaPacket packet) {
        send(() -> session.picture(packet));
    }

    @Override
    public void audio(MediaPacket packet) {
        send(() -> session.audio(packet));
    }

    private void send(Runnable call) {
        try {
            call.run();
        } catch (MediaException e) {
            lost = true;
            throw new PushException(SrtReasons.lost(target, e), e);
        }
    }

    /** A receiver throws away what it still holds when the connection is closed: it has its latency to give that out. */
    @Override
    public void close() {
        if (!lost) {
            session.end();
            Duration farewell = target.latency().plus(ON_THE_WAY);
            rest(farewell.compareTo(LONGEST_FAREWELL) < 0 ? farewell : LONGEST_FAREWELL);
        }
        session.close();
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
