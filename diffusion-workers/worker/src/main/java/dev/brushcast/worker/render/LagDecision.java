package dev.brushcast.worker.render;

/** What becomes of a chunk's frames, given how late it is. */
public enum LagDecision {
    /** Every frame is rendered. */
    RENDER,
    /**
     * Every second frame is rendered, by its number, or for a model that looks back every second chunk; the others show the
     * picture before again.
     */
    THIN_OUT,
    /** No frame is rendered; the last picture is shown again. */
    REUSE_LATE,
    /** No frame is rendered; the source's own pictures are shown; where it has none, or they must not be seen, the last again. */
    PASSTHROUGH;

    /**
     * Whether a frame, or a chunk, is rendered.
     *
     * @param number its number in the epoch, which makes thinning even across chunks
     */
    public boolean renders(long number) {
        return this == RENDER || (this == THIN_OUT && number % 2 == 0);
    }
}
