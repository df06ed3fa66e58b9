package dev.brushcast.egress.segment;

/** What a picture begins. */
public enum Cut {
    /** It goes on with the part of the picture before. */
    NONE,
    /** A part of the same segment. */
    PART,
    /** A segment, and its first part. */
    SEGMENT
}
