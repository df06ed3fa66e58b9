package dev.brushcast.engine.text.repair;

import java.text.Normalizer;

/**
 * Repairs text as {@code ftfy.fix_text} of the Python package {@code ftfy} 6.3 does with its default settings: HTML
 * entities, UTF-8 that was decoded as something else, Windows-1252 control characters, Latin ligatures, full-width and
 * half-width forms, curly quotes, line breaks, lone surrogates, terminal escapes and control characters; the rest is
 * NFC. This is an implementation of its own of that behaviour, checked against the package.
 */
public final class TextRepair {

    private TextRepair() {}

    /** The text repaired, line by line. */
    public static String repair(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        // Markup is left alone, from the first line that has any.
        boolean entities = true;
        int start = 0;
        while (start < text.length()) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 ? text.length() : lineFeed + 1;
            String line = text.substring(start, end);
            entities &= line.indexOf('<') < 0;
            repaired.append(repairLine(line, entities));
            start = end;
        }
        return repaired.toString();
    }

    /** One repair can uncover the need for another: goes on until nothing changes. */
    private static String repairLine(String line, boolean entities) {
        String text = line;
        while (true) {
            String before = text;
            if (entities) {
                text = HtmlEntities.unescape(text);
            }
            text = Mojibake.undo(text);
            text = Characters.repair(text);
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
            if (text.equals(before)) {
                return text;
            }
        }
    }
}
