package dev.brushcast.egress.timeline;

/**
 * What became of a source frame.
 *
 * @param kind exactly one of these
 * @param reason why, a lower-case name for counting; empty where the kind says it all
 */
public record Outcome(Kind kind, String reason) {

    /** All that a source frame can become. All but {@link #DROPPED} are in the output. */
    public enum Kind {
        /** Rendered in the stream's style. */
        STYLED,
        /** The picture before is shown again: the two look alike. */
        REUSED_SIMILAR,
        /** The picture before is shown again: this one would have come too late. */
        REUSED_LATE,
        /** The source's own picture. */
        PASSTHROUGH,
        /** The picture before is shown again: there is none for this frame. */
        HELD,
        /** Not in the output. */
        DROPPED
    }

    /** No chunk carried the frame. */
    public static final String MISSING = "missing";

    /** Nothing was shown yet that could be shown again. */
    public static final String NO_PICTURE_BEFORE = "no-picture-before";

    /** The frame's time is not after that of the frame before. */
    public static final String TIME_NOT_RISING = "time-not-rising";

    /** The frame's bytes are no picture, or one of another size. */
    public static final String UNREADABLE = "unreadable";

    public static final Outcome STYLED = new Outcome(Kind.STYLED, "");
    public static final Outcome REUSED_SIMILAR = new Outcome(Kind.REUSED_SIMILAR, "");
    public static final Outcome REUSED_LATE = new Outcome(Kind.REUSED_LATE, "");
    public static final Outcome PASSTHROUGH = new Outcome(Kind.PASSTHROUGH, "");

    public static Outcome held(String reason) {
        return new Outcome(Kind.HELD, reason);
    }

    public static Outcome dropped(String cause) {
        return new Outcome(Kind.DROPPED, cause);
    }

    /** True where the frame shows a picture of its own. */
    public boolean hasPicture() {
        return kind == Kind.STYLED || kind == Kind.PASSTHROUGH;
    }
}
