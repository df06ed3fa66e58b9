package dev.brushcast.engine;

import java.nio.file.Path;
import java.util.Map;

/** Where this project keeps what a user's runs share and can make again. */
public final class UserCache {

    private UserCache() {}

    /** The folder of the user who runs this process; there need not be one yet. */
    public static Path folder() {
        return folder(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * {@code $XDG_CACHE_HOME/brushcast}, or else {@code ~/.cache/brushcast}.
     *
     * @param home the user's home folder
     */
    public static Path folder(Map<String, String> environment, Path home) {
        String asked = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG specification: relative paths are to be ignored.
        Path caches = asked.isEmpty() || !Path.of(asked).isAbsolute() ? home.resolve(".cache") : Path.of(asked);
        return caches.resolve("brushcast");
    }
}
