package dev.brushcast.engine.text.repair;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes UTF-8 and two variants of it: surrogate pairs that are encoded one by one (CESU-8), and U+0000 in two bytes
 * (Java).
 */
final class Utf8 {

    private Utf8() {}

    /** The text, or nothing if the bytes are not valid. */
    static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(standard(bytes)))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static byte[] standard(byte[] bytes) {
        ByteArrayOutputStream standard = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (is(bytes, i, 0xc0, 0xc0) && is(bytes, i + 1, 0x80, 0x80)) {
                standard.write(0);
                i++;
            } else if (isSurrogatePair(bytes, i)) {
                int code = 0x10000
                        + ((bytes[i + 1] & 0x0f) << 16)
                        + ((bytes[i + 2] & 0x3f) << 10)
                        + ((bytes[i + 4] & 0x0f) << 6)
                        + (bytes[i + 5] & 0x3f);
                standard.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
                i += 5;
            } else {
                standard.write(bytes[i]);
            }
        }
        return standard.toByteArray();
    }

    private static boolean isSurrogatePair(byte[] bytes, int i) {
        return is(bytes, i, 0xed, 0xed)
                && is(bytes, i + 1, 0xa0, 0xaf)
                && is(bytes, i + 2, 0x80, 0xbf)
                && is(bytes, i + 3, 0xed, 0xed)
                && is(bytes, i + 4, 0xb0, 0xbf)
                && is(bytes, i + 5, 0x80, 0xbf);
    }

    private static boolean is(byte[] bytes, int i, int from, int to) {
        return i < bytes.length && (bytes[i] & 0xff) >= from && (bytes[i] & 0xff) <= to;
    }
}
