package dev.brushcast.engine.text;

import dev.brushcast.engine.UserCache;

/**
 * How the tokenizers' library, which is native, is loaded: the one for a CPU wherever it runs, without looking for another on
 * the network, and unpacked into this project's own folder. What a user has set stays.
 */
final class NativeTokenizers {

    private NativeTokenizers() {}

    /** Before the library is first used. */
    static void prepare() {
        set("RUST_FLAVOR", "cpu");
        set("ai.djl.offline", "true");
        set("OPT_OUT_TRACKING", "true");
        set("ENGINE_CACHE_DIR", UserCache.folder().resolve("native").toString());
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null && System.getenv(name) == null) {
            System.setProperty(name, value);
        }
    }
}
