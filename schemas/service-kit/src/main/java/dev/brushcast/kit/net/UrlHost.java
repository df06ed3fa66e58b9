package dev.brushcast.kit.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which host a URL leads to, read as FFmpeg reads it: what two readers take for different hosts is how checks are passed by. */
final class UrlHost {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]*");

    private UrlHost() {}

    /**
     * In small letters, without brackets and the dot at the end; empty text where there is none.
     *
     * @return empty if the URL has none that can be told for sure
     */
    static Optional<String> of(String url) {
        int begin = url.indexOf("://");
        if (begin < 0) {
            return Optional.empty();
        }
        String authority = url.substring(begin + 3).split("[/?#]", 2)[0];
        if (authority.indexOf('\\') >= 0) {
            return Optional.empty(); // for some the end of the host
        }
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        String host;
        if (place.startsWith("[")) {
            int end = place.indexOf(']');
            if (end < 0) {
                return Optional.empty();
            }
            host = place.substring(1, end);
            if (host.indexOf(':') < 0) {
                return Optional.empty();
            }
        } else {
            host = place.split(":", 2)[0];
        }
        if (!PLAIN.matcher(host).matches()) {
            return Optional.empty();
        }
        String small = host.toLowerCase(Locale.ROOT);
        return Optional.of(small.endsWith(".") ? small.substring(0, small.length() - 1) : small);
    }
}
