package dev.brushcast.contract.fallback;

/** What viewers see of a stream, as far as its model goes. */
public enum Shown {
    /** What the model gives; its last picture while it gives nothing for a moment. */
    MODEL,
    /** The last picture that it gave. */
    HELD,
    /** The source's own pictures. */
    SOURCE,
    /** None of the stream's pictures. */
    SLATE
}
