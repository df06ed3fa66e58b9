package dev.brushcast.engine.prompt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The outcomes used last, made once each; failures are not kept. Safe for use by several threads. */
final class FutureCache<K, V> {

    private final Map<K, CompletableFuture<V>> kept;

    FutureCache(int most) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, CompletableFuture<V>> eldest) {
                return size() > most;
            }
        };
    }

    synchronized CompletableFuture<V> get(K key, Function<K, CompletableFuture<V>> make) {
        CompletableFuture<V> known = kept.get(key);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<V> made = make.apply(key);
        kept.put(key, made);
        return made;
    }
}
