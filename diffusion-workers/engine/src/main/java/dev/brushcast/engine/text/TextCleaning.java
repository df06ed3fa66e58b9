package dev.brushcast.engine.text;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** What is done to a text before it is cut into tokens. */
public enum TextCleaning {
    /** Nothing. */
    NONE {
        @Override
        String clean(String text) {
            return text;
        }
    },
    /**
     * What Wan's pipelines do: character references of HTML become what they stand for, twice, for prompts were collected from
     * pages that had escaped them already; then white space of any length is one blank, and none at either end. Damaged Unicode is
     * not repaired, which the same pipelines leave to ftfy: no kept library does it here.
     */
    WEB {
        @Override
        String clean(String text) {
            String plain = Parser.unescapeEntities(Parser.unescapeEntities(text, false), false);
            return BLANKS.matcher(plain).replaceAll(" ").strip();
        }
    };

    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    abstract String clean(String text);
}
