package dev.brushcast.engine.text.repair;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named and numeric character references of HTML that end in a semicolon, and those names that somebody has upper-cased
 * ({@code EACUTE}), as far as that leaves no doubt.
 */
final class HtmlEntities {

    private static final Pattern REFERENCE = Pattern.compile("&(#?[0-9A-Za-z]{1,24});");
    private static final Pattern NUMBER = Pattern.compile("#(?:([0-9]+)|[xX]([0-9a-fA-F]+))");

    /** Names that HTML knows without a semicolon too: where an upper-cased name begins with one, it is in doubt. */
    private static final List<String> OPEN_ENDED = List.of("AMP", "COPY", "ETH", "GT", "LT", "QUOT", "REG", "THORN");

    private HtmlEntities() {}

    static String unescape(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1), match.group())));
    }

    private static String character(String name, String whole) {
        Matcher number = NUMBER.matcher(name);
        if (number.matches()) {
            String decimal = number.group(1);
            String character = decimal == null ? character(number.group(2), 16) : character(decimal, 10);
            // A semicolon is kept as it stands: it would end the reference before it.
            return character.equals(";") ? whole : character;
        }
        return Names.CHARACTERS.getOrDefault(name, whole);
    }

    /** What the HTML standard makes of a numeric reference, the wrong ones too. */
    private static String character(String digits, int radix) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        // Seven digits hold every code point.
        int code = Integer.parseInt(significant.substring(0, Math.min(significant.length(), 7)), radix);
        if (significant.length() > 7) {
            code = Character.MAX_CODE_POINT + 1;
        }
        if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
            return "\ufffd";
        }
        if (code >= 0x80 && code <= 0x9f) {
            return OneByteEncoding.WINDOWS_1252.decode(code);
        }
        boolean control = (code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r') || code == 0x7f;
        boolean nonCharacter = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
        return control || nonCharacter ? "" : Character.toString(code);
    }

    /** Loaded when the first reference is met. */
    private static final class Names {

        static final Map<String, String> CHARACTERS = load();

        private static Map<String, String> load() {
            Map<String, String> characters = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(HtmlEntities.class.getResourceAsStream("html-entities.txt"));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(characters, line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> upperCased = new HashMap<>();
            characters.forEach((name, character) -> {
                String upper = name.toUpperCase(Locale.ROOT);
                if (name.equals(name.toLowerCase(Locale.ROOT))
                        && !characters.containsKey(upper)
                        && OPEN_ENDED.stream().noneMatch(upper::startsWith)) {
                    upperCased.put(upper, character.toUpperCase(Locale.ROOT));
                }
            });
            characters.putAll(upperCased);
            return Map.copyOf(characters);
        }

        private static void add(Map<String, String> characters, String line) {
            String[] fields = line.split(" ", -1);
            StringBuilder character = new StringBuilder();
            for (int i = 1; i < fields.length; i++) {
                character.appendCodePoint(Integer.parseInt(fields[i], 16));
            }
            characters.put(fields[0], character.toString());
        }
    }
}
