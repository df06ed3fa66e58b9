package dev.brushcast.engine;

/** What becomes of a frame that the model's safety checker objects to. */
public enum UnsafeFrames {
    /** Frames are not checked. */
    SHOWN,
    /** It is a {@link RenderedFrame.Failed} with reason {@code unsafe}: the picture before is held. */
    HELD,
    /** It is styled, and black. */
    BLACK
}
