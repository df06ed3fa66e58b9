package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables and files with secrets in the values of a configuration: <code>${NAME}</code>,
 * <code>${NAME:-default}</code>, <code>${file:/run/secrets/NAME}</code>. What they hold is taken as it is, never looked into
 * again.
 */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:file:([^}]+)|(\\w+)(?::-([^}]*))?)}");

    private final Map<String, String> environment;
    private final Problems problems;
    private final UnaryOperator<String> quoting;

    Variables(Map<String, String> environment, Problems problems) {
        this(environment, problems, UnaryOperator.identity());
    }

    Variables(Map<String, String> environment, Problems problems, UnaryOperator<String> quoting) {
        this.environment = Map.copyOf(environment);
        this.problems = problems;
        this.quoting = quoting;
    }

    JsonNode fillIn(JsonNode tree) {
        return fillIn(JsonPointer.empty(), tree);
    }

    private JsonNode fillIn(JsonPointer path, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> filled.set(
                                field.getKey(), fillIn(path.appendProperty(field.getKey()), field.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    filled.add(fillIn(path.appendIndex(i), array.get(i)));
                }
                yield filled;
            }
            case TextNode text -> TextNode.valueOf(fillIn(path, text.textValue()));
            default -> node;
        };
    }

    private String fillIn(JsonPointer path, String text) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(quoting.apply(value(path, match))));
    }

    private String value(JsonPointer path, MatchResult match) {
        if (match.group(1) != null) {
            return SecretFile.read(match.group(1));
        }
        String name = match.group(2);
        String fallback = match.group(3);
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (fallback != null) {
            return fallback;
        }
        problems.addValue(path, "the environment variable " + name + " is not set");
        return "";
    }
}
