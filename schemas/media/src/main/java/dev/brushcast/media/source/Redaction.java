package dev.brushcast.media.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL without its secrets: user name, password and query go, and of RTMP, whose last path element is the stream key,
 * that element (the application's name before it stays).
 */
public final class Redaction {

    private static final String HIDDEN = "***";
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S+");

    private Redaction() {}

    /** A text that may have URLs in it, as a library's log lines do. */
    public static String within(String text) {
        return URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(of(url.group())));
    }

    static String of(String url) {
        int authority = url.indexOf("://") + 3;
        String scheme = url.substring(0, authority).toLowerCase(Locale.ROOT);
        String rest = cutAt(cutAt(url.substring(authority), '?'), '#');
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        host = host.substring(host.lastIndexOf('@') + 1);
        return scheme + host + (scheme.startsWith("rtmp") ? withoutStreamKey(path) : path);
    }

    private static String withoutStreamKey(String path) {
        int application = path.indexOf('/', 1);
        return application < 0 ? path : path.substring(0, application + 1) + HIDDEN;
    }

    private static String cutAt(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
