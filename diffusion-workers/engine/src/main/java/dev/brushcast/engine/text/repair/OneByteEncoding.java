package dev.brushcast.engine.text.repair;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoding with one byte per character, ASCII in its lower half.
 *
 * <p>A tolerant one is complete, as web browsers have it: bytes without a meaning stand for the control character of the
 * same number. In it the replacement character U+FFFD, which somebody else's decoder has left, becomes the byte 0x1A
 * (SUBSTITUTE), so that what is around it can still be decoded.
 */
final class OneByteEncoding {

    static final byte SUBSTITUTE = 0x1a;

    private static final char UNKNOWN = '\ufffd';

    static final OneByteEncoding LATIN_1 = new OneByteEncoding("ISO-8859-1", false);
    static final OneByteEncoding WINDOWS_1252 = new OneByteEncoding("windows-1252", true);

    /** Those that UTF-8 is mistaken for, the likeliest first. */
    static final List<OneByteEncoding> ALL = List.of(
            LATIN_1,
            WINDOWS_1252,
            new OneByteEncoding("windows-1251", true),
            new OneByteEncoding("windows-1250", true),
            new OneByteEncoding("windows-1253", true),
            new OneByteEncoding("windows-1254", true),
            new OneByteEncoding("windows-1257", true),
            new OneByteEncoding("ISO-8859-2", false),
            new OneByteEncoding("x-MacRoman", false),
            new OneByteEncoding("IBM437", false));

    private final String name;
    private final boolean tolerant;
    private final String decoded;
    private final Map<Character, Byte> encoded = new HashMap<>();

    private OneByteEncoding(String name, boolean tolerant) {
        this.name = name;
        this.tolerant = tolerant;
        byte[] bytes = new byte[256];
        for (int b = 0; b < 256; b++) {
            bytes[b] = (byte) b;
        }
        char[] upper = new String(bytes, Charset.forName(name)).toCharArray();
        char[] characters = new String(bytes, StandardCharsets.ISO_8859_1).toCharArray();
        for (int b = 0x80; b < 256; b++) {
            characters[b] = tolerant && upper[b] == UNKNOWN ? characters[b] : upper[b];
        }
        if (tolerant) {
            characters[SUBSTITUTE] = UNKNOWN;
        }
        decoded = new String(characters);
        for (int b = 0; b < 256; b++) {
            encoded.put(characters[b], (byte) b);
        }
    }

    boolean isTolerant() {
        return tolerant;
    }

    /** The character that a byte, 0 to 255, stands for; U+FFFD for none. */
    String decode(int b) {
        return decoded.substring(b, b + 1);
    }

    /** The text's bytes, or null if it has a character that the encoding has not. */
    byte @Nullable [] encode(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            Byte b = encoded.get(text.charAt(i));
            if (b == null) {
                return null;
            }
            bytes[i] = b;
        }
        return bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
