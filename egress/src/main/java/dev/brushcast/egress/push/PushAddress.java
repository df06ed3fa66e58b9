package dev.brushcast.egress.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.brushcast.kit.UserError;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream is pushed to, as FFmpeg understands it. Its text leaves out what is secret in it (user, password, stream key,
 * stream id, passphrase) and may be shown to anybody; {@link #url} has it all.
 *
 * @param scheme what the server speaks
 * @param user with the password, if there is one; empty: none
 * @param host name or address (of IPv6 in brackets); empty for an SRT listener on all addresses
 * @param port -1: the scheme's usual one
 * @param path begins with a slash; empty: none. Of RTMP the application and the stream key
 * @param query without the question mark; empty: none
 */
public record PushAddress(PushScheme scheme, String user, String host, int port, String path, String query) {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:([^@/?]*)@)?"
            + "(\\[[0-9A-Fa-f:.%a-z]+]|[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?(/[^?]*)?(?:\\?(.*))?");
    private static final Pattern UNWRITABLE = Pattern.compile("[\\s\\p{Cntrl}]");
    private static final int HIGHEST_PORT = 65_535;
    private static final String HIDDEN = "/***";

    public PushAddress {
        if (port > HIGHEST_PORT || port == 0) {
            throw new UserError("a port to push to is 1 to 65535, not " + port);
        }
        if (scheme == PushScheme.SRT) {
            SrtRules.check(host, port, query);
        } else if (host.isEmpty() || path.length() < 2) {
            throw new UserError("that is not an address to push to: write it as " + scheme.form());
        }
    }

    /**
     * Reads what a user writes.
     *
     * @throws UserError if it cannot be one; the message says how one is written and shows nothing of it but the scheme
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PushAddress parse(String text) {
        String trimmed = text.strip();
        int end = trimmed.indexOf("://");
        if (end < 0) {
            throw new UserError("that is not an address to push to: write " + PushScheme.forms());
        }
        PushScheme scheme = PushScheme.of(trimmed.substring(0, end));
        Matcher shape = SHAPE.matcher(trimmed);
        if (UNWRITABLE.matcher(trimmed).find() || !shape.matches()) {
            throw new UserError("that is not an address to push to: write it as " + scheme.form());
        }
        return new PushAddress(
                scheme,
                orEmpty(shape.group(2)),
                shape.group(3),
                shape.group(4) == null ? -1 : Integer.parseInt(shape.group(4)),
                orEmpty(shape.group(5)),
                orEmpty(shape.group(6)));
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** All of it, as FFmpeg opens it: for nobody else. */
    public String url() {
        return scheme.text() + "://" + (user.isEmpty() ? "" : user + "@") + hostAndPort() + path
                + (query.isEmpty() ? "" : "?" + query);
    }

    /** The port that is connected to. */
    public int effectivePort() {
        return port < 0 ? scheme.standardPort() : port;
    }

    /** An option of the query, as it is written there; empty if it has none of that name. */
    public Optional<String> option(String name) {
        return SrtRules.option(query, name);
    }

    /** True for a port of this machine that a viewer connects to. */
    public boolean listens() {
        return scheme == PushScheme.SRT && option("mode").equals(Optional.of("listener"));
    }

    /** Whether both are one place of one server: options that do not say what is pushed to are not looked at. */
    public boolean isSamePlaceAs(PushAddress other) {
        return place().equals(other.place());
    }

    private String place() {
        String which = scheme == PushScheme.SRT ? listens() + option("streamid").orElse("") : path + "?" + query;
        return scheme + " " + host.toLowerCase(Locale.ROOT) + " " + effectivePort() + " " + which;
    }

    private String hostAndPort() {
        return host + (port < 0 ? "" : ":" + port);
    }

    /** The server, and of RTMP the application, without what is secret. */
    @Override
    public String toString() {
        String shown = scheme.text() + "://" + hostAndPort();
        if (scheme == PushScheme.SRT) {
            return shown;
        }
        int key = path.indexOf('/', 1);
        return shown + (key < 0 ? HIDDEN : path.substring(0, key) + HIDDEN);
    }
}
