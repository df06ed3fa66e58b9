package dev.brushcast.egress.push.rtmp;

import static dev.brushcast.egress.push.FfmpegWords.exists;
import static dev.brushcast.egress.push.FfmpegWords.said;
import static dev.brushcast.egress.push.FfmpegWords.seconds;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.media.MediaException;

/**
 * What FFmpeg's errors mean on an RTMP connection, in words, as servers were seen to bring them about. A server that refuses a
 * stream key need not say so: nginx-rtmp hangs up when whom it asks answers 403, which FFmpeg calls an input/output error.
 */
final class RtmpReasons {

    private static final String REFUSED_KEY =
            "the server hangs up before it takes anything: it refuses the application or the stream key";

    private RtmpReasons() {}

    /** Why a connection could not be made. */
    static String notConnected(RtmpTarget target, MediaException cause) {
        String said = said(cause);
        return switch (said) {
            case "Connection refused" -> "nothing listens there: " + hostAndPort(target.address());
            case "Input/output error" ->
                exists(target.address().host())
                        ? REFUSED_KEY
                        : "there is no host " + target.address().host();
            case "Connection reset by peer", "Broken pipe", "End of file" -> REFUSED_KEY;
            case "Operation not permitted" ->
                "the server refuses to publish: look at the application and the stream key";
            case "Immediate exit requested", "Connection timed out" ->
                "the server does not answer within " + seconds(target.patience());
            default -> "cannot connect: " + said;
        };
    }

    /** Why a connection was lost. */
    static String lost(RtmpTarget target, MediaException cause) {
        String said = said(cause);
        return switch (said) {
            case "Connection reset by peer", "Broken pipe", "End of file", "Input/output error" ->
                "the server has closed the connection";
            case "Immediate exit requested", "Connection timed out" ->
                "the server has taken nothing for " + seconds(target.patience());
            default -> "connection lost: " + said;
        };
    }

    private static String hostAndPort(PushAddress address) {
        return address.host() + " port " + address.effectivePort();
    }
}
