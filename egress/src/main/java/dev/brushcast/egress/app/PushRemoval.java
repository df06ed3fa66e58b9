package dev.brushcast.egress.app;

import dev.brushcast.egress.push.PushStatus;

/** What came of the wish to push a stream to a server no longer. */
public sealed interface PushRemoval {

    /**
     * Nothing more is sent there; the connection is closed within seconds.
     *
     * @param last how it went until then
     */
    record Removed(PushStatus last) implements PushRemoval {}

    /** There is no push of that id, or no longer. */
    record Unknown() implements PushRemoval {}
}
