package dev.brushcast.compose.control.auth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who a bearer token is of. Tokens are kept as digests and compared in a time that says nothing about them. */
public final class Callers {

    private static final String SCHEME = "bearer ";

    private final List<Known> known;

    /**
     * Somebody who may ask.
     *
     * @param name for logs
     * @param role what he may
     */
    public record Caller(String name, Role role) {}

    /** @param digest in hexadecimal digits */
    private record Known(String digest, Caller caller) {}

    private Callers(List<Known> known) {
        this.known = known;
    }

    /** Whoever asks may everything: for an address that only this machine reaches. */
    public static Callers anybody() {
        return new Callers(List.of());
    }

    /**
     * Those that a file names.
     *
     * @throws dev.brushcast.kit.UserError with all that is wrong with it
     */
    public static Callers of(Path file, Map<String, String> environment) {
        return new Callers(TokenFile.read(file, environment).tokens().stream()
                .map(entry -> new Known(
                        entry.sha256() == null
                                ? digest(String.valueOf(entry.token()))
                                : entry.sha256().toLowerCase(Locale.ROOT),
                        new Caller(entry.name(), entry.role())))
                .toList());
    }

    /** Whether tokens are asked for. */
    public boolean isGuarded() {
        return !known.isEmpty();
    }

    /**
     * Who asks; empty: nobody that is known.
     *
     * @param authorization the request's header of that name
     */
    public Optional<Caller> find(Optional<String> authorization) {
        if (!isGuarded()) {
            return Optional.of(new Caller("anybody", Role.ADMIN));
        }
        if (authorization.isEmpty()
                || !authorization.get().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        byte[] digest =
                bytes(digest(authorization.get().substring(SCHEME.length()).strip()));
        Optional<Caller> found = Optional.empty();
        for (Known one : known) { // all of them, whichever it is
            if (MessageDigest.isEqual(bytes(one.digest), digest)) {
                found = Optional.of(one.caller);
            }
        }
        return found;
    }

    private static byte[] bytes(String digest) {
        return digest.getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
