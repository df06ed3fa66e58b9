package dev.brushcast.media.ffmpeg.input;

/** How a source ends, which says whether it may be worth opening again. */
public enum EndKind {
    /** It says itself that this is all: the end of a file, the last chunk of a response. */
    COMPLETE,
    /** Its connection was closed and nothing said; so do publishers that come back, and recordings that are served. */
    CLOSED,
    /** An error broke it off, or nothing came any more. */
    BROKEN
}
