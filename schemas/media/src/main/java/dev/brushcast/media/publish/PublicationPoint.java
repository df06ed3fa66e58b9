package dev.brushcast.media.publish;

import org.jspecify.annotations.Nullable;

/** Where publishers of one stream come to, one at a time. Safe for use by several threads. */
@FunctionalInterface
public interface PublicationPoint {

    /** What the publisher sends, once there is one who sends something; null: there is none yet. */
    @Nullable
    Publication publication();
}
