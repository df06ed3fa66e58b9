package dev.brushcast.engine.text.repair;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces or removes single characters that nobody means to write in a prompt. */
final class Characters {

    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[\\p{Nd};]*+[a-zA-Z]");

    private static final Map<Character, String> LIGATURES = Map.ofEntries(
            Map.entry('\u0132', "IJ"),
            Map.entry('\u0133', "ij"),
            Map.entry('\u0149', "'n"),
            Map.entry('\u01f1', "DZ"),
            Map.entry('\u01f2', "Dz"),
            Map.entry('\u01f3', "dz"),
            Map.entry('\u01c4', "D\u017d"),
            Map.entry('\u01c5', "D\u017e"),
            Map.entry('\u01c6', "d\u017e"),
            Map.entry('\u01c7', "LJ"),
            Map.entry('\u01c8', "Lj"),
            Map.entry('\u01c9', "lj"),
            Map.entry('\u01ca', "NJ"),
            Map.entry('\u01cb', "Nj"),
            Map.entry('\u01cc', "nj"),
            Map.entry('\ufb00', "ff"),
            Map.entry('\ufb01', "fi"),
            Map.entry('\ufb02', "fl"),
            Map.entry('\ufb03', "ffi"),
            Map.entry('\ufb04', "ffl"),
            Map.entry('\ufb05', "\u017ft"),
            Map.entry('\ufb06', "st"));

    private Characters() {}

    static String repair(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                replaced.append(c).append(text.charAt(++i));
            } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                replaced.append('\n');
                i++;
            } else {
                append(replaced, c);
            }
        }
        return removeControls(TERMINAL_ESCAPE.matcher(replaced).replaceAll(""));
    }

    private static void append(StringBuilder replaced, char original) {
        char c = isC1(original) ? OneByteEncoding.WINDOWS_1252.decode(original).charAt(0) : original;
        if (c < 0x80 && c != '\r') {
            replaced.append(c);
        } else if (LIGATURES.containsKey(c)) {
            replaced.append(LIGATURES.get(c));
        } else if (c == '\u3000') {
            replaced.append(' ');
        } else if (c >= '\uff01' && c <= '\uffef') {
            // Full-width and half-width forms.
            replaced.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
        } else if (c == '\u02bc' || (c >= '\u2018' && c <= '\u201b')) {
            replaced.append('\'');
        } else if (c >= '\u201c' && c <= '\u201f') {
            replaced.append('"');
        } else if (c == '\r' || c == '\u2028' || c == '\u2029') {
            replaced.append('\n');
        } else {
            replaced.append(Character.isSurrogate(c) ? '\ufffd' : c);
        }
    }

    /** A control character of Latin-1 that was meant as Windows-1252, which has letters and punctuation there. */
    private static boolean isC1(char c) {
        return c >= 0x80 && c <= 0x9f;
    }

    private static String removeControls(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7f;
            boolean deprecated = c >= '\u206a' && c <= '\u206f';
            boolean special = c == '\ufeff' || (c >= '\ufff9' && c <= '\ufffc');
            if (!ascii && !deprecated && !special) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
