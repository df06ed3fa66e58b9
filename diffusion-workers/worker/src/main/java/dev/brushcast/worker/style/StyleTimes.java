package dev.brushcast.worker.style;

import dev.brushcast.contract.Topics;
import java.time.Duration;

/** The times, seen from now, that a style update may be for. */
public final class StyleTimes {

    /** How far ahead at most. */
    public static final Duration AHEAD = Duration.ofDays(366);

    /** How long ago at most: the topic keeps updates no longer. */
    public static final Duration KEPT = Topics.STYLES_KEPT;

    private StyleTimes() {}
}
