package dev.brushcast.egress.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of a playlist.
 *
 * @param name with its number sign
 * @param value what follows the colon; empty where there is none
 */
record Tag(String name, String value) {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,\"]*)(,|$)");

    static Tag of(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? new Tag(line, "") : new Tag(line.substring(0, colon), line.substring(colon + 1));
    }

    /** The attributes of a value that is a list of them, without quotes. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher found = ATTRIBUTE.matcher(value);
        while (found.find()) {
            attributes.put(found.group(1), found.group(2).replace("\"", ""));
        }
        return attributes;
    }

    /** An attribute; empty where there is none. */
    String attribute(String key) {
        return attributes().getOrDefault(key, "");
    }

    /** An attribute that is a number; 0 where there is none. */
    double number(String key) {
        String text = attribute(key);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }
}
