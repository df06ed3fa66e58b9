package dev.brushcast.contract.wire.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach a schema registry.
 *
 * @param urls its nodes, each without a slash at the end
 * @param login {@code NAME:PASSWORD}
 * @param autoRegister whether new schemas are registered; else they must be there already
 * @param timeout how long one request may take
 */
record RegistrySettings(List<URI> urls, Optional<String> login, boolean autoRegister, Duration timeout) {

    private static final String DEFAULT_TIMEOUT_MS = "10000";

    /**
     * Settings by Confluent's names.
     *
     * @throws SchemaRegistryException when one is not known or cannot be used
     */
    static RegistrySettings of(String urls, Map<String, ?> settings) {
        Map<String, String> unread = new HashMap<>();
        settings.forEach((name, value) -> unread.put(name, String.valueOf(value)));
        RegistrySettings read = new RegistrySettings(
                Arrays.stream(urls.split(",", -1)).map(RegistrySettings::url).toList(),
                Optional.ofNullable(unread.remove("basic.auth.user.info")),
                autoRegister(unread),
                timeout(unread));
        if (!unread.isEmpty()) {
            throw new SchemaRegistryException("Schema registry settings that are not known: "
                    + String.join(", ", unread.keySet())
                    + ". Known are basic.auth.user.info, auto.register.schemas and request.timeout.ms");
        }
        return read;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text.strip().replaceFirst("/+$", ""));
            if (url.getUserInfo() != null) {
                throw new SchemaRegistryException(
                        "The schema registry's address carries a login: give that as basic.auth.user.info=NAME:PASSWORD");
            }
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new SchemaRegistryException(
                "'" + text + "' is not the address of a schema registry, expected http://HOST:PORT");
    }

    private static boolean autoRegister(Map<String, String> settings) {
        String text = settings.remove("auto.register.schemas");
        return text == null || Boolean.parseBoolean(text);
    }

    private static Duration timeout(Map<String, String> settings) {
        String given = settings.remove("request.timeout.ms");
        String text = given == null ? DEFAULT_TIMEOUT_MS : given;
        try {
            return Duration.ofMillis(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new SchemaRegistryException(
                    "Schema registry setting request.timeout.ms=" + text + ", expected ms", e);
        }
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "RegistrySettings[" + urls + ", login " + (login.isPresent() ? "given" : "none") + "]";
    }
}
