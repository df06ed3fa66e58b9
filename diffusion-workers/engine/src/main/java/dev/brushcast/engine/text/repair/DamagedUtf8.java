package dev.brushcast.engine.text.repair;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs of UTF-8 that has lost bytes on its way through a one-byte encoding. Bytes are held as characters of the same
 * number, 0 to 255.
 */
final class DamagedUtf8 {

    /** Italian and French words that end in a grave a, whose second byte 0xA0 has become a blank. */
    private static final Pattern GRAVE_A = Pattern.compile("\u00c3 (?! |quele|quela|quilo|s )");

    /** Where 0xA0, a no-break space in most encodings, has become a blank, and what it makes is likely. */
    private static final Pattern BLANKED = Pattern.compile("[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d9] "
            + "|[\u00e2\u00e3] [\u0080-\u0084\u0086-\u009f\u00a1-\u00bf]"
            + "|[\u00e0-\u00e3][\u0080-\u0084\u0086-\u009f\u00a1-\u00bf] "
            + "|\u00f0 [\u0080-\u00bf][\u0080-\u00bf]"
            + "|\u00f0[\u0080-\u00bf] [\u0080-\u00bf]"
            + "|\u00f0[\u0080-\u00bf][\u0080-\u00bf] ");

    /** Where bytes have become a substitute (0x1A), or one of them a question mark. */
    private static final Pattern LOST = Pattern.compile("[\u00c2-\u00df]\u001a"
            + "|[\u00c2-\u00c3][?]"
            + "|\u00ed[\u00a0-\u00af][\u001a?]\u00ed[\u00b0-\u00bf][\u001a?\u0080-\u00bf]"
            + "|\u00ed[\u00a0-\u00af][\u001a?\u0080-\u00bf]\u00ed[\u00b0-\u00bf][\u001a?]"
            + "|[\u00e0-\u00ef][\u001a?][\u001a\u0080-\u00bf]"
            + "|[\u00e0-\u00ef][\u001a\u0080-\u00bf][\u001a?]"
            + "|[\u00f0-\u00f4][\u001a?][\u001a\u0080-\u00bf][\u001a\u0080-\u00bf]"
            + "|[\u00f0-\u00f4][\u001a\u0080-\u00bf][\u001a?][\u001a\u0080-\u00bf]"
            + "|[\u00f0-\u00f4][\u001a\u0080-\u00bf][\u001a\u0080-\u00bf][\u001a?]"
            + "|\u001a");

    /** UTF-8 of the replacement character. */
    private static final String UNKNOWN = "\u00ef\u00bf\u00bd";

    private DamagedUtf8() {}

    static String restoreBlanks(String bytes) {
        if (!BLANKED.matcher(bytes).find()) {
            return bytes;
        }
        String restored = GRAVE_A.matcher(bytes).replaceAll("\u00c3\u00a0 ");
        return BLANKED.matcher(restored)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().replace(' ', '\u00a0')));
    }

    static String replaceLost(String bytes) {
        return LOST.matcher(bytes).replaceAll(UNKNOWN);
    }
}
