package dev.brushcast.media.rtmp;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where publishers are waited for, and what they have to say.
 *
 * @param place application and stream key, as in {@code live/KEY}
 */
record ListenAddress(String host, int port, String place) {

    private static final Pattern SHAPE =
            Pattern.compile("rtmp://(\\[[^]]+]|[^:/?]*)(?::([0-9]{1,5}))?/([^?]+/[^?]+)(?:\\?.*)?");
    private static final int STANDARD_PORT = 1935;
    private static final int HIGHEST_PORT = 65_535;

    /** @throws MediaException if the address does not say all of it */
    static ListenAddress of(MediaSource.NetworkUrl url) {
        Matcher shape = SHAPE.matcher(url.url());
        int port = shape.matches() && shape.group(2) != null ? Integer.parseInt(shape.group(2)) : STANDARD_PORT;
        if (!shape.matches() || port > HIGHEST_PORT) {
            throw new MediaException("to listen for a publisher, name address, port, application and stream key, as in"
                    + " rtmp://0.0.0.0:1935/live/KEY");
        }
        String host = shape.group(1).isEmpty() ? "0.0.0.0" : shape.group(1);
        return new ListenAddress(host, port, shape.group(3));
    }
}
