package dev.brushcast.worker.topology;

import org.jspecify.annotations.Nullable;

/** The contract's keys. */
final class Keys {

    private Keys() {}

    /** A record's key is its stream's id. */
    static void require(@Nullable String key, String streamId) {
        if (!streamId.equals(key)) {
            throw new IllegalArgumentException("a record about stream " + streamId + " has the key " + key);
        }
    }
}
