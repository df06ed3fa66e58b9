package dev.brushcast.worker.style;

import dev.brushcast.engine.Style;
import org.jspecify.annotations.Nullable;

/** The styles of one stream, by the media time from which each holds. */
@FunctionalInterface
public interface StyleHistory {

    /**
     * The newest style from at or before a time.
     *
     * @param timestampMs media time, ms since 1970
     * @return null if there was none yet
     */
    @Nullable
    Entry asOf(long timestampMs);

    /**
     * A style and the time from which it holds.
     *
     * @param style what the update asks for
     * @param sinceMs media time, ms since 1970
     * @param transitionUs media time over which the style before fades into this one; 0: at once
     */
    record Entry(Style style, long sinceMs, long transitionUs) {}
}
