package dev.brushcast.engine.text;

import java.util.Locale;

/**
 * Lower-casing by the Unicode standard's default algorithm, in no language's own way (section 3.13, with the final sigma
 * rule of SpecialCasing.txt). The JDK's own looks for the final sigma within the words of a text segmenter, which gives
 * other results beside punctuation.
 */
final class LowerCase {

    private static final int SIGMA = 0x3a3;
    private static final String FINAL_SIGMA = "\u03c2";

    private LowerCase() {}

    static String of(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == SIGMA && casedBefore(text, i) && !casedAfter(text, next)) {
                lower.append(FINAL_SIGMA);
            } else {
                lower.append(Character.toString(c).toLowerCase(Locale.ROOT));
            }
            i = next;
        }
        return lower.toString();
    }

    private static boolean casedBefore(String text, int index) {
        for (int i = index; i > 0; ) {
            int c = text.codePointBefore(i);
            if (!isCaseIgnorable(c)) {
                return isCased(c);
            }
            i -= Character.charCount(c);
        }
        return false;
    }

    private static boolean casedAfter(String text, int index) {
        for (int i = index; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isCaseIgnorable(c)) {
                return isCased(c);
            }
            i += Character.charCount(c);
        }
        return false;
    }

    /** The derived property Cased. */
    private static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    /** The derived property Case_Ignorable. */
    private static boolean isCaseIgnorable(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            // Word_Break MidLetter, MidNumLet and Single_Quote.
            default ->
                "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a".indexOf(c)
                        >= 0;
        };
    }
}
