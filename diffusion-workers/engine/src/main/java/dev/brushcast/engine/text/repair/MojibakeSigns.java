package dev.brushcast.engine.text.repair;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What UTF-8 looks like once it was decoded in a one-byte encoding: neighbouring characters that hardly anyone writes
 * on purpose, such as an accented small letter before a currency sign.
 *
 * <p>Kinds of characters are contents of regular expression classes: ranges are as there.
 */
final class MojibakeSigns {

    private static final String COMMON = "\u00a0\u00ad\u00b7´–—―…’";
    private static final String CONTROL = "\u0080-\u009f";
    /** Hardly used for anything else. */
    private static final String BAD = "¦¤¨¬¯¸ƒ\u02c6\u02c7\u02d8\u02db\u02dc†‡‰⌐◊\ufffdªº";

    private static final String LAW = "¶§";
    private static final String CURRENCY = "¢£¥₧€";
    private static final String OPENING = "¡«¿©\u0384\u0385‘‚“„•‹\uf8ff";
    private static final String CLOSING = "®»\u02dd”›™";
    private static final String NUMERIC = "²³¹±¼½¾×µ÷⁄∂∆∏∑√∞∩∫≈≠≡≤≥№";
    /** Letters that faces are drawn with, which makes for odd neighbours. */
    private static final String FACES = "Ò-ÖÙ-Üò-öø-üŐŌŪŲ°";

    private static final String UPPER_ACCENTED = "À-ÑØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ";
    private static final String LOWER_ACCENTED = "ßà-ñăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґ\ufb01\ufb02";
    private static final String UPPER_OTHER = "ÞΑ-ΩΆΈΉΊΌΎΏΪΫЁ-Я";
    private static final String LOWER_OTHER = "α-ωάέήίΰа-џ";
    private static final String BOXES = "│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓";

    private static final String ACCENTED = LOWER_ACCENTED + UPPER_ACCENTED;
    private static final String PUNCTUATION = OPENING + CLOSING;
    private static final String BLANK = "\\t-\\r\u001c-\u001f \u0085\u00a0\\p{Zs}\u2028\u2029";
    private static final String ARABIC = "[ØÙ]" + any(COMMON, CURRENCY, BAD, NUMERIC, OPENING, "ŸŠ®°µ»");

    private static final Pattern BROKEN = Pattern.compile(String.join(
            "|",
            any(CONTROL),
            any(BAD, ACCENTED, BOXES, PUNCTUATION, CURRENCY, NUMERIC, LAW) + any(BAD),
            "[a-zA-Z]" + any(LOWER_OTHER, UPPER_OTHER) + any(BAD),
            any(BAD) + any(ACCENTED, BOXES, PUNCTUATION, CURRENCY, NUMERIC, LAW),
            any(LOWER_ACCENTED, LOWER_OTHER, BOXES, CLOSING, CURRENCY, NUMERIC) + any(UPPER_ACCENTED),
            any(BOXES, CLOSING, CURRENCY, NUMERIC) + any(LOWER_ACCENTED),
            any(LOWER_ACCENTED, BOXES, CLOSING) + any(CURRENCY),
            any(BLANK) + any(UPPER_ACCENTED) + any(CURRENCY),
            any(UPPER_ACCENTED, BOXES) + any(NUMERIC, LAW),
            any(ACCENTED, BOXES, CURRENCY, CLOSING) + any(OPENING) + any(NUMERIC),
            any(ACCENTED, CURRENCY, NUMERIC, BOXES, LAW) + any(CLOSING) + any(OPENING),
            any(CURRENCY, NUMERIC, BOXES) + any(OPENING),
            "[a-z]" + any(UPPER_ACCENTED) + any(OPENING, CURRENCY),
            any(BOXES) + any(FACES),
            any(ACCENTED, CURRENCY, NUMERIC, PUNCTUATION, LAW) + any(BOXES),
            any(BOXES) + any(CLOSING),
            any(ACCENTED) + any(PUNCTUATION) + "[\\p{L}\\p{N}_]",
            "[Œœ][^A-Za-z]",
            any(UPPER_ACCENTED) + "°",
            // Windows-1252, two bytes; then with Arabic and South Asian scripts.
            "[ÂÃÎÐ]" + any("€œŠš¢£Ÿž\u00a0\u00ad®©°·»–—´", PUNCTUATION),
            "×[²³]",
            ARABIC + ARABIC,
            "à[²µ¹¼½¾]",
            // MacRoman.
            "√[±∂†≠®™´≤≥¥µø]",
            "≈[°¢]",
            "‚Ä[ìîïòôúùû†°¢π]",
            "‚[âó][àä°ê]",
            // Windows-1251; with Cyrillic a longer run is wanted.
            "вЂ",
            "[ВГРС]" + any(CONTROL, BAD, PUNCTUATION, CURRENCY, "°µ") + "[ВГРС]",
            "ГўВЂВ[^\\n][A-Za-z ]",
            // A grave or acute a, and blanks that were no-break spaces.
            "Ã[\u00a0¡]",
            "[a-z]" + any(BLANK) + "?[ÃÂ] ",
            "\\A[ÃÂ] ",
            any("a-z.,?!", CLOSING) + "Â" + any(" ", PUNCTUATION),
            // Windows-1253.
            "β€[™\u00a0Ά\u00ad®°]",
            "[ΒΓΞΟ]" + any(CONTROL, BAD, PUNCTUATION, CURRENCY, "°") + "[ΒΓΞΟ]",
            // Windows-1257.
            "ā€"));

    private static final Pattern SEQUENCES = sequences();

    private MojibakeSigns() {}

    static boolean looksBroken(String text) {
        return BROKEN.matcher(text).find();
    }

    /** Replaces each run of what may have been UTF-8 sequences of two, three or four bytes. */
    static String sequences(String text, UnaryOperator<String> replacement) {
        return SEQUENCES.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group())));
    }

    private static String any(String... kinds) {
        return "[" + String.join("", kinds) + "]";
    }

    private static Pattern sequences() {
        String continuation = decoded(0x80, 0xbf);
        // What also stands for itself beside broken text does not count as the tail of a sequence before it.
        String tail = continuation.replaceAll("[–—―‘’‚“”„•…]", "");
        String next = any(continuation, " ");
        return Pattern.compile("(?<!" + any(tail) + ")(?:"
                + any(decoded(0xc2, 0xdf)) + next
                + "|" + any(decoded(0xe0, 0xef)) + next + next
                + "|" + any(decoded(0xf0, 0xf0), decoded(0xf3, 0xf3)) + next + next + next
                // Possessive: nothing follows, and without it long texts would exhaust the stack.
                + ")++");
    }

    /** All characters that these bytes decode to in an encoding that is like Latin-1. */
    private static String decoded(int from, int to) {
        Set<Character> characters = new TreeSet<>();
        for (String name : List.of(
                "ISO-8859-1",
                "windows-1250",
                "windows-1251",
                "windows-1252",
                "windows-1253",
                "windows-1254",
                "windows-1257")) {
            for (int b = from; b <= to; b++) {
                char c = new String(new byte[] {(byte) b}, Charset.forName(name)).charAt(0);
                if (c != '\ufffd') {
                    characters.add(c);
                }
            }
        }
        StringBuilder joined = new StringBuilder();
        characters.forEach(joined::append);
        return joined.toString();
    }
}
