package dev.brushcast.egress.push;

import dev.brushcast.kit.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What servers that a stream is pushed to speak, by the scheme of their addresses. */
public enum PushScheme {
    RTMP("rtmp://HOST/APP/KEY", 1935),
    RTMPS("rtmps://HOST/APP/KEY", 443),
    SRT("srt://HOST:PORT?streamid=ID&passphrase=WORDS", 0);

    private final String form;
    private final int standardPort;

    PushScheme(String form, int standardPort) {
        this.form = form;
        this.standardPort = standardPort;
    }

    /** As addresses begin with it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How an address is written. */
    public String form() {
        return form;
    }

    /** The port of an address that names none; 0: it must name one. */
    int standardPort() {
        return standardPort;
    }

    /** How addresses of all of them are written. */
    static String forms() {
        return Arrays.stream(values()).map(PushScheme::form).collect(Collectors.joining(", "));
    }

    /**
     * The scheme that an address begins with.
     *
     * @throws UserError with the list of those that work, if it is none of them
     */
    static PushScheme of(String scheme) {
        return Arrays.stream(values())
                .filter(one -> one.text().equals(scheme.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserError("nothing can be pushed to " + scheme + "://: write " + forms()));
    }
}
