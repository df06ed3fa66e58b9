package dev.brushcast.egress.rendition;

/** What viewers see of a stream. */
public enum Air {
    /** The source's frames. */
    LIVE,
    /** The last one of a source that sends nothing. */
    HOLD,
    /** A slate, since the source has sent nothing for long. */
    SLATE
}
