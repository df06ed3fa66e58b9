package dev.brushcast.media.source;

import dev.brushcast.media.MediaException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody publishes to this program, whoever has the key; over which protocol is the affair of the door that he comes to.
 *
 * <p>Written {@code publish:KEY}, or {@code publish:sha256:HEX} with the key's digest, which is all that is kept of it. {@code
 * publish:} alone has no key yet, and nobody may publish.
 *
 * @param digest SHA-256 of the key, 64 hexadecimal digits in lower case; empty: there is none
 */
public record PublishSource(String digest) implements MediaSource {

    /** What it begins with. */
    public static final String PREFIX = "publish:";

    /** How short a key may be, characters. */
    public static final int SHORTEST_KEY = 16;

    private static final String DIGESTED = "sha256:";
    private static final int LONGEST_KEY = 256;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Whether a text is meant for one. */
    public static boolean isMeant(String text) {
        return text.strip().regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** One that is opened by a key. */
    public static PublishSource of(String key) {
        return new PublishSource(HexFormat.of().formatHex(digestOf(key)));
    }

    static PublishSource parse(String text) {
        String key = text.strip().substring(PREFIX.length());
        if (key.isEmpty()) {
            return new PublishSource("");
        }
        if (key.startsWith(DIGESTED)) {
            String digest = key.substring(DIGESTED.length()).toLowerCase(Locale.ROOT);
            if (!DIGEST.matcher(digest).matches()) {
                throw new MediaException("after publish:sha256: come the 64 hexadecimal digits of the key's digest");
            }
            return new PublishSource(digest);
        }
        if (key.length() < SHORTEST_KEY || key.length() > LONGEST_KEY) {
            throw new MediaException("a publish key has " + SHORTEST_KEY + " to " + LONGEST_KEY
                    + " characters: give another one after publish:, or none to have one made");
        }
        return of(key);
    }

    /** Whether somebody who has this key may publish; takes as long whatever it is. */
    public boolean opensWith(String key) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(digest), digestOf(key));
    }

    public boolean hasKey() {
        return !digest.isEmpty();
    }

    /** As it is stored: with the digest, from which nobody gets the key. */
    public String stored() {
        return hasKey() ? PREFIX + DIGESTED + digest : PREFIX;
    }

    @Override
    public String redacted() {
        return hasKey() ? PREFIX + "***" : PREFIX;
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public String toString() {
        return redacted();
    }

    private static byte[] digestOf(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
