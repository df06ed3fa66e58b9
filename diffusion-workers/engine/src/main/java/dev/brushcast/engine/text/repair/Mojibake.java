package dev.brushcast.engine.text.repair;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes the decoding of UTF-8 in a one-byte encoding ("mojibake"), which text that does not look like it is spared.
 * The text is encoded back and decoded as it should have been, as often as that has happened to it.
 */
final class Mojibake {

    private static final Pattern C1 = Pattern.compile("[\u0080-\u009f]");

    private Mojibake() {}

    static String undo(String text) {
        String fixed = text;
        while (true) {
            String before = fixed;
            fixed = undoOnce(before);
            if (fixed.equals(before)) {
                return fixed;
            }
        }
    }

    private static String undoOnce(String text) {
        if (isAscii(text) || !MojibakeSigns.looksBroken(text)) {
            return text;
        }
        for (OneByteEncoding encoding : OneByteEncoding.ALL) {
            byte[] bytes = encoding.encode(text);
            if (bytes != null) {
                Optional<String> decoded = Utf8.decode(restored(encoding, bytes));
                if (decoded.isPresent()) {
                    return decoded.get();
                }
            }
        }
        return undoInParts(text);
    }

    private static byte[] restored(OneByteEncoding encoding, byte[] bytes) {
        String restored = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!encoding.toString().equals("x-MacRoman")) {
            // There, the bytes of a dash and a blank are a usual sight.
            restored = DamagedUtf8.restoreBlanks(restored);
        }
        if (encoding.isTolerant()) {
            restored = DamagedUtf8.replaceLost(restored);
        }
        return restored.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String undoInParts(String text) {
        String fixed = MojibakeSigns.sequences(text, part -> {
            boolean whole = part.length() == text.length();
            return !whole && MojibakeSigns.looksBroken(part) ? undo(part) : part;
        });
        if (!fixed.equals(text)) {
            return fixed;
        }
        byte[] latin1 = OneByteEncoding.LATIN_1.encode(text);
        if (latin1 != null) {
            Optional<String> windows = windows1252(latin1);
            if (windows.isPresent() && !windows.get().equals(text)) {
                return windows.get();
            }
        }
        return C1.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        OneByteEncoding.WINDOWS_1252.decode(match.group().charAt(0))));
    }

    private static Optional<String> windows1252(byte[] bytes) {
        StringBuilder decoded = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            String character = OneByteEncoding.WINDOWS_1252.decode(b & 0xff);
            boolean unassigned = character.charAt(0) >= 0x80 && character.charAt(0) <= 0x9f;
            if (unassigned) {
                return Optional.empty();
            }
            decoded.append(b == OneByteEncoding.SUBSTITUTE ? "\u001a" : character);
        }
        return Optional.of(decoded.toString());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
