package dev.brushcast.egress.app;

/** What came of the wish to push a stream to one more server. */
public sealed interface PushAddition {

    /**
     * It is pushed to, from the next key picture on.
     *
     * @param id by which statuses name it and by which it is removed
     */
    record Added(String id) implements PushAddition {}

    /**
     * The stream is pushed to that place already.
     *
     * @param id of the push that is there
     */
    record Duplicate(String id) implements PushAddition {}

    /** The stream has ended, or is being closed: there is nothing to push. */
    record Ended() implements PushAddition {}
}
