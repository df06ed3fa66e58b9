package dev.brushcast.worker.schedule;

/** What becomes of a chunk's frames as far as time decides it. */
public enum LagDecision {
    /** Every frame is rendered. */
    RENDER,
    /** Some frames are rendered; the others show the picture before again. */
    THIN_OUT,
    /** No frame is rendered; the last picture is shown again. */
    REUSE_LATE,
    /** No frame is rendered; the source's own pictures are shown; where it has none, or they must not be seen, the last again. */
    PASSTHROUGH
}
