package dev.brushcast.egress.push.rtmp;

import dev.brushcast.egress.push.PushConnection;
import dev.brushcast.egress.push.PushException;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.LiveSession;

/** FLV over one RTMP connection. Confined to one thread. */
final class RtmpConnection implements PushConnection {

    private final LiveSession session;
    private final RtmpTarget target;

    RtmpConnection(LiveSession session, RtmpTarget target) {
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
            throw new PushException(RtmpReasons.lost(target, e), e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
