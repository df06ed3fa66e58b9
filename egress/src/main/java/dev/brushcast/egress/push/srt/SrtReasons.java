package dev.brushcast.egress.push.srt;

import static dev.brushcast.egress.push.FfmpegWords.exists;
import static dev.brushcast.egress.push.FfmpegWords.said;
import static dev.brushcast.egress.push.FfmpegWords.seconds;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.media.MediaException;

/**
 * What FFmpeg's errors mean on an SRT connection, in words. libsrt knows why a receiver refuses, FFmpeg does not pass it on: what
 * could be refused is named then. Over UDP a port where nobody listens and a receiver that is off look the same.
 */
final class SrtReasons {

    private SrtReasons() {}

    /** Why there is no connection. */
    static String notConnected(SrtTarget target, MediaException cause) {
        PushAddress address = target.address();
        String said = said(cause);
        return switch (said) {
            case "Address already in use" ->
                "port " + address.port() + " is taken: another program listens there, or another push";
            case "Permission denied" ->
                "port " + address.port() + " may not be listened at by this user: take one from 1024 on";
            case "Immediate exit requested", "Connection timed out" ->
                address.listens()
                        ? "no viewer has connected to port " + address.port() + " yet"
                        : "nothing listens there, or it does not answer within " + seconds(target.patience()) + ": "
                                + hostAndPort(address);
            case "Input/output error" -> refusedOrNoHost(address);
            default -> "cannot connect: " + said;
        };
    }

    private static String refusedOrNoHost(PushAddress address) {
        if (!address.host().isEmpty() && !exists(address.host())) {
            return "there is no host " + address.host();
        }
        if (address.listens()) {
            return "a viewer could not be connected: look at the passphrase, which has to be the same on both sides";
        }
        if (address.option("connect_timeout").isPresent()) {
            return "the receiver refuses, or does not answer within the address's connect_timeout: "
                    + hostAndPort(address);
        }
        return "the receiver refuses the connection: " + suspects(address);
    }

    private static String suspects(PushAddress address) {
        boolean passphrase = address.option("passphrase").isPresent();
        boolean streamId = address.option("streamid").isPresent();
        if (passphrase && streamId) {
            return "look at the passphrase and the stream id";
        }
        if (passphrase) {
            return "look at the passphrase, and whether it wants a stream id (streamid=)";
        }
        return streamId
                ? "look at the stream id, and whether it wants a passphrase (passphrase=)"
                : "it may want a passphrase (passphrase=) or a stream id (streamid=), or have its caller already";
    }

    /** Why a connection was lost. */
    static String lost(SrtTarget target, MediaException cause) {
        String said = said(cause);
        boolean viewer = target.listens();
        return switch (said) {
            case "Connection reset by peer",
                    "Broken pipe",
                    "End of file",
                    "Input/output error",
                    "Unknown error occurred" ->
                viewer ? "the viewer has left" : "the receiver has closed the connection, or is gone";
            case "Immediate exit requested", "Connection timed out" ->
                "the receiver has taken nothing for " + seconds(target.patience());
            default -> "connection lost: " + said;
        };
    }

    private static String hostAndPort(PushAddress address) {
        return address.host() + " port " + address.port();
    }
}
