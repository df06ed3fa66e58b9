package dev.brushcast.compose.control.hook;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.ConfigFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of webhooks, in YAML.
 *
 * @param webhooks where events are posted to
 */
public record WebhookFile(List<Webhook> webhooks) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int SHORTEST = 16;

    public WebhookFile {
        if (webhooks == null || webhooks.isEmpty()) {
            throw new UserError(
                    "there is no webhook: write webhooks: [{name: ops, url: https://…, secret: ${SECRET}}]");
        }
        webhooks = List.copyOf(webhooks);
        Set<String> names = new HashSet<>();
        for (Webhook webhook : webhooks) {
            if (!names.add(webhook.name)) {
                throw new UserError("two webhooks are called " + webhook.name + ": give each its own name");
            }
        }
    }

    /** @throws UserError with all that is wrong with it */
    public static List<Webhook> read(Path file, Map<String, String> environment) {
        return ConfigFile.read(file, WebhookFile.class, environment).webhooks;
    }

    /**
     * Where events are posted to.
     *
     * @param name part of the consumer group that remembers what was delivered
     * @param url http or https
     * @param secret signs what is posted
     * @param types of events; empty: all
     */
    public record Webhook(
            String name,
            URI url,
            String secret,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            Set<StreamEventType> types) {

        public Webhook {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new UserError("a webhook's name is 1 to 64 letters, digits, dashes and underscores");
            }
            if (url == null
                    || url.getHost() == null
                    || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new UserError("the url of webhook " + name + " is none: write it as in https://host/path");
            }
            if (secret == null || secret.length() < SHORTEST) {
                throw new UserError(
                        "the secret of webhook " + name + " is too short: give " + SHORTEST + " characters or more");
            }
            types = types == null ? Set.of() : Set.copyOf(types);
        }

        boolean wants(StreamEventType type) {
            return types == null || types.isEmpty() || types.contains(type);
        }

        /** Without the secret, and without what of the address may be one. */
        @Override
        public String toString() {
            return name + " at " + url.getHost();
        }
    }
}
