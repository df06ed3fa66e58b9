package dev.brushcast.egress.timeline;

/** Why a chunk adds nothing to the output. */
public enum IgnoredChunk {
    /** Its epoch was over when it came. */
    STALE,
    /** It had come before. */
    DUPLICATE,
    /** Its numbers cannot be, see {@link FrameLine#canTake}. */
    IMPLAUSIBLE
}
