package dev.brushcast.egress.app;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushTarget;
import dev.brushcast.egress.push.rtmp.RtmpTarget;
import dev.brushcast.egress.push.srt.SrtTarget;

/** The one place that knows which class speaks which scheme. */
final class PushProtocols {

    private PushProtocols() {}

    static PushTarget target(PushAddress address) {
        return switch (address.scheme()) {
            case RTMP, RTMPS -> new RtmpTarget(address);
            case SRT -> new SrtTarget(address);
        };
    }
}
