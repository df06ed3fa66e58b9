package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.Outcome;

/** What viewers see of a stream. */
public enum Air {
    /** The source's frames, as the model gives them. */
    LIVE,
    /** The last one of a source that sends nothing, or of a model that gives nothing. */
    HOLD,
    /** A slate, since the source has sent nothing for long, or the model gives nothing. */
    SLATE,
    /** The source's own frames, since the model gives nothing. */
    PASSTHROUGH;

    /** What a frame's viewers see. */
    static Air of(Outcome outcome, boolean slate) {
        if (slate) {
            return SLATE;
        }
        return switch (outcome.kind()) {
            case STYLED, REUSED_SIMILAR, REUSED_LATE -> LIVE;
            case PASSTHROUGH -> PASSTHROUGH;
            case HELD, DROPPED -> HOLD;
        };
    }
}
