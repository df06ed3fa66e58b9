package dev.brushcast.egress.segment;

/** What a picture begins. */
public enum Cut {
    /** It goes on with the part of the picture before. */
    NONE,
    /** A part of the same segment. */
    PART,
    /** A part of the same segment at which decoding can begin. */
    KEY_PART,
    /** A segment, and its first part. */
    SEGMENT;

    /** True when decoding can begin with the picture. */
    public boolean isKey() {
        return this == KEY_PART || this == SEGMENT;
    }
}
