package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Where a stream is pushed to, in the settings of its egress. */
public final class Outputs {

    /** The egress' setting that has the addresses; one of them may stand there without a list. */
    public static final String KEY = "push";

    private static final int NAME_BYTES = 4;

    private Outputs() {}

    /**
     * One of them.
     *
     * @param name says which, in an address of the API; the same as long as the address is
     * @param url whole
     */
    public record Output(String name, String url) {}

    /** Those of a stream, in order. */
    public static List<Output> of(String streamId, ObjectNode egress) {
        return urls(egress).stream()
                .map(url -> new Output(name(streamId, url), url))
                .toList();
    }

    static List<String> urls(ObjectNode egress) {
        JsonNode value = egress.path(KEY);
        List<String> urls = new ArrayList<>();
        if (value.isTextual()) {
            urls.add(value.textValue());
        }
        value.forEach(item -> urls.add(item.asText()));
        return urls;
    }

    public static Output named(String streamId, String url) {
        return new Output(name(streamId, url), url);
    }

    /** The settings with one more. */
    public static ObjectNode with(ObjectNode egress, String url) {
        List<String> urls = urls(egress);
        urls.add(url);
        return withUrls(egress, urls);
    }

    /** The settings without one; empty: it is not there. */
    public static Optional<ObjectNode> without(String streamId, ObjectNode egress, String name) {
        List<String> urls = urls(egress);
        return urls.removeIf(url -> name(streamId, url).equals(name))
                ? Optional.of(withUrls(egress, urls))
                : Optional.empty();
    }

    private static ObjectNode withUrls(ObjectNode egress, List<String> urls) {
        ObjectNode changed = egress.deepCopy();
        ArrayNode list = changed.putArray(KEY);
        urls.forEach(list::add);
        return changed;
    }

    /** So few bytes of a digest that the address cannot be told from it. */
    private static String name(String streamId, String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((streamId + "\n" + url).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
