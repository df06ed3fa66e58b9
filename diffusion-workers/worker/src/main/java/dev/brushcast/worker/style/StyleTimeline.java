package dev.brushcast.worker.style;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.engine.Style;

/**
 * The style of each moment of a stream.
 *
 * <p>An update holds from its media time on. During its transition the style that was seen last before it fades into it;
 * where that one was itself fading, from wherever it had come to, so that nothing jumps. Before the first update the
 * default style holds: an empty prompt, of which the built-in model gives the source's picture back; what other models
 * make of it is their affair.
 *
 * <p>Pure: the same history gives the same styles.
 */
public final class StyleTimeline {

    /** What holds where no update does. */
    public static final Style DEFAULT = Style.of("");

    /** Updates that each come before the transition of the one before is over; older ones count as arrived. */
    private static final int MAX_OVERLAPPING = 8;

    private final StyleHistory history;

    public StyleTimeline(StyleHistory history) {
        this.history = history;
    }

    /**
     * The style of a frame.
     *
     * @param mediaTimeUs the frame's media time, µs since 1970
     */
    public Style at(long mediaTimeUs) {
        return at(mediaTimeUs, MAX_OVERLAPPING);
    }

    private Style at(long mediaTimeUs, int depth) {
        StyleHistory.Entry entry = history.asOf(MediaTime.toRecordTimestamp(mediaTimeUs));
        if (entry == null) {
            return DEFAULT;
        }
        long sinceUs = MediaTime.ofRecordTimestamp(entry.sinceMs());
        long elapsedUs = mediaTimeUs - sinceUs;
        if (elapsedUs >= entry.transitionUs() || depth == 0) {
            return entry.style();
        }
        Style before = at(sinceUs - 1, depth - 1);
        return StyleBlend.of(before, entry.style(), (double) elapsedUs / entry.transitionUs());
    }
}
