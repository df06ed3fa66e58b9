package dev.brushcast.egress.rtmp;

import java.net.URI;

/**
 * Where to push to.
 *
 * @param address with its stream key
 */
public record RtmpTarget(URI address) {

    /** The address without what is secret in it: for logs. */
    public String shown() {
        String path = address.getPath() == null ? "" : address.getPath();
        int app = path.indexOf('/', 1);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port
                + (app < 0 ? "/***" : path.substring(0, app) + "/***");
    }

    @Override
    public String toString() {
        return shown();
    }
}
