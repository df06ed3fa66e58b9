package dev.brushcast.ingest.restream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Records of one kind of the other stream, in their order, the next one to be looked at before it is taken. Used by one thread. */
interface Track<V> {

    /** The next one; null: none came within this time, or {@link #isOver}. */
    @Nullable
    V peek(Duration wait);

    /** Leaves the one that was looked at behind. */
    void take();

    /** Nothing more comes: all that was asked for has been taken. Never of what is followed live. */
    boolean isOver();
}
