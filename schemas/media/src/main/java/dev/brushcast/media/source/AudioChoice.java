package dev.brushcast.media.source;

import dev.brushcast.media.MediaException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which audio track of a source is read. */
public sealed interface AudioChoice {

    /** The first track that the source marks as its default, else its first one. */
    AudioChoice USUAL = new Usual();

    /** See {@link #USUAL}. */
    record Usual() implements AudioChoice {}

    /**
     * A track by its place.
     *
     * @param number among the source's audio tracks, from 1
     */
    record ByNumber(int number) implements AudioChoice {}

    /**
     * The first track in a language.
     *
     * @param code ISO 639-2/T, three letters in lower case
     */
    record ByLanguage(String code) implements AudioChoice {

        /** Whether a track's own word for its language, in whichever of the three standards, means this one. */
        public boolean isSpokenIn(String tag) {
            return threeLetters(tag).equals(code);
        }
    }

    /**
     * Reads a number from 1, or a language: {@code en}, {@code eng}, {@code en-GB} (its region does not count).
     *
     * @throws MediaException if it is neither
     */
    static AudioChoice parse(String text) {
        if (Syntax.NUMBER.matcher(text).matches()) {
            return new ByNumber(Integer.parseInt(text));
        }
        if (Syntax.LANGUAGE.matcher(text).matches()) {
            return new ByLanguage(threeLetters(text));
        }
        throw new MediaException("'" + text + "' is no audio track: give its number from 1, or a language such as en");
    }

    private static String threeLetters(String tag) {
        String code = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        if (code.length() == 2) {
            return Locale.of(code).getISO3Language();
        }
        return Syntax.BIBLIOGRAPHIC.getOrDefault(code, code);
    }

    /** What {@link #parse} knows. */
    final class Syntax {

        private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");
        private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_]\\w+)*");

        /** ISO 639-2 has two codes for these: Matroska writes the first, MP4 the second. */
        private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
                Map.entry("alb", "sqi"),
                Map.entry("arm", "hye"),
                Map.entry("baq", "eus"),
                Map.entry("bur", "mya"),
                Map.entry("chi", "zho"),
                Map.entry("cze", "ces"),
                Map.entry("dut", "nld"),
                Map.entry("fre", "fra"),
                Map.entry("geo", "kat"),
                Map.entry("ger", "deu"),
                Map.entry("gre", "ell"),
                Map.entry("ice", "isl"),
                Map.entry("mac", "mkd"),
                Map.entry("mao", "mri"),
                Map.entry("may", "msa"),
                Map.entry("per", "fas"),
                Map.entry("rum", "ron"),
                Map.entry("slo", "slk"),
                Map.entry("tib", "bod"),
                Map.entry("wel", "cym"));

        private Syntax() {}
    }
}
