package dev.brushcast.compose.control.style;

/** What workers make of a style that was published. */
public sealed interface StyleAnswer {

    /**
     * It holds from its media time on.
     *
     * @param by who says so
     */
    record Taken(String by) implements StyleAnswer {}

    /**
     * It never holds: the style before stays.
     *
     * @param by who says so
     * @param why on one line
     */
    record Refused(String by, String why) implements StyleAnswer {}

    /** No worker has answered in time: none serves the slot now, or it is busy with a chunk. */
    record None() implements StyleAnswer {}
}
