package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.brushcast.media.source.PublishSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is secret in settings: user names, passwords, queries and stream keys of addresses. Shown, {@value #HIDDEN} stands for each;
 * sent back so, it stands for what is stored, and overwrites nothing.
 */
public final class Secrets {

    /** Stands for what is not shown. */
    public static final String HIDDEN = "***";

    /** Parameters of an address that say how, and not who. */
    private static final Set<String> SHOWN = Set.of(
            "mode", "latency", "rcvlatency", "peerlatency", "transtype", "pbkeylen", "listen", "timeout", "pkt_size");

    private Secrets() {}

    /** A text as it may be shown; only addresses have something to hide. */
    public static String redacted(String text) {
        if (PublishSource.isMeant(text)) {
            return text.strip().equalsIgnoreCase(PublishSource.PREFIX) ? text : PublishSource.PREFIX + HIDDEN;
        }
        int begin = text.indexOf("://");
        if (begin < 0) {
            return text;
        }
        int end = begin + 3;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(begin + 3, end);
        int at = authority.lastIndexOf('@');
        String host = at < 0 ? authority : HIDDEN + authority.substring(at);
        String rest = text.substring(end);
        int fragment = rest.indexOf('#');
        String before = fragment < 0 ? rest : rest.substring(0, fragment);
        int query = before.indexOf('?');
        String path = query < 0 ? before : before.substring(0, query);
        String scheme = text.substring(0, begin).toLowerCase(Locale.ROOT);
        return text.substring(0, begin + 3)
                + host
                + (scheme.strip().startsWith("rtmp") ? withoutStreamKey(path) : path)
                + (query < 0 ? "" : "?" + parameters(before.substring(query + 1)))
                + (fragment < 0 ? "" : "#" + HIDDEN);
    }

    private static String withoutStreamKey(String path) {
        int application = path.indexOf('/', 1);
        return application < 0 || application == path.length() - 1 ? path : path.substring(0, application + 1) + HIDDEN;
    }

    private static String parameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> {
                    int equals = parameter.indexOf('=');
                    String name = equals < 0 ? parameter : parameter.substring(0, equals);
                    return SHOWN.contains(name) ? parameter : equals < 0 ? HIDDEN : name + "=" + HIDDEN;
                })
                .collect(Collectors.joining("&"));
    }

    /** Settings as they may be shown. */
    static JsonNode redacted(JsonNode settings) {
        return switch (settings) {
            case TextNode text -> TextNode.valueOf(redacted(text.textValue()));
            case ObjectNode object -> {
                ObjectNode shown = object.objectNode();
                object.properties().forEach(field -> shown.set(field.getKey(), redacted(field.getValue())));
                yield shown;
            }
            case ArrayNode array -> {
                ArrayNode shown = array.arrayNode();
                array.forEach(item -> shown.add(redacted(item)));
                yield shown;
            }
            default -> settings;
        };
    }

    /**
     * Settings with what is stored in place of what was hidden of it: a text that is what a stored one at the same place, or in
     * the same list, is shown as. Of several that are shown alike, the first that is not taken yet.
     *
     * @param stored null: nothing is
     */
    static JsonNode restored(JsonNode sent, @Nullable JsonNode stored) {
        return switch (sent) {
            case TextNode text -> stored != null && stored.isTextual() ? restored(text, stored) : text;
            case ObjectNode object -> {
                ObjectNode whole = object.objectNode();
                object.properties()
                        .forEach(field -> whole.set(
                                field.getKey(),
                                restored(field.getValue(), stored == null ? null : stored.get(field.getKey()))));
                yield whole;
            }
            case ArrayNode array -> restored(array, stored);
            default -> sent;
        };
    }

    private static JsonNode restored(TextNode sent, JsonNode stored) {
        return isHidden(sent) && redacted(stored.textValue()).equals(sent.textValue()) ? stored : sent;
    }

    private static ArrayNode restored(ArrayNode sent, @Nullable JsonNode stored) {
        List<JsonNode> left = new ArrayList<>();
        if (stored != null && stored.isArray()) {
            stored.forEach(left::add);
        } else if (stored != null) {
            left.add(stored); // a list of one may be written without its brackets
        }
        sent.forEach(left::remove); // what is sent whole is not what another stands for
        ArrayNode whole = sent.arrayNode();
        for (JsonNode item : sent) {
            JsonNode match = item instanceof TextNode text && isHidden(text)
                    ? left.stream()
                            .filter(JsonNode::isTextual)
                            .filter(candidate -> redacted(candidate.textValue()).equals(text.textValue()))
                            .findFirst()
                            .orElse(item)
                    : item;
            left.remove(match);
            whole.add(match);
        }
        return whole;
    }

    private static boolean isHidden(TextNode text) {
        return text.textValue().contains(HIDDEN);
    }

    /** Every text of the settings that has something to hide, longest first. */
    static List<String> in(JsonNode settings) {
        List<String> secrets = new ArrayList<>();
        collect(settings, secrets);
        secrets.sort((one, other) -> other.length() - one.length());
        return secrets;
    }

    private static void collect(JsonNode node, List<String> secrets) {
        if (node.isTextual() && !redacted(node.textValue()).equals(node.textValue())) {
            secrets.add(node.textValue());
        }
        node.forEach(inner -> collect(inner, secrets));
    }

    /** A message about settings, without what is secret in them. */
    static String without(List<String> secrets, String message) {
        String clean = message;
        for (String secret : secrets) {
            clean = clean.replace(secret, redacted(secret));
            clean = clean.replace(secret.strip(), redacted(secret.strip()));
        }
        return clean;
    }
}
