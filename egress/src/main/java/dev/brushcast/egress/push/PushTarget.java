package dev.brushcast.egress.push;

import dev.brushcast.media.AudioFormat;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server and what it speaks. Its text is its address without what is secret in it: for logs and pages. */
public interface PushTarget {

    /** True where it is a viewer that connects: it is waited for, again and again, without a pause in which it would be refused. */
    default boolean listens() {
        return false;
    }

    /** Codecs of audio that pass untouched; others become AAC. */
    Set<String> carried(@Nullable AudioFormat format);

    /**
     * Connects.
     *
     * @param abort asked while it waits; true ends it
     * @throws PushException if the server does not answer in time or refuses
     */
    PushConnection connect(PushItem.Begin epoch, BooleanSupplier abort);
}
