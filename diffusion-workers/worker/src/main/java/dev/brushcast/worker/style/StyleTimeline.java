package dev.brushcast.worker.style;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.engine.Style;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

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

    /** Looked at most, of updates that each come before the transition of the one before is over. */
    private static final int MOST_OVERLAPPING = 1000;

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
        Deque<Fading> fading = new ArrayDeque<>();
        Style style = DEFAULT;
        double share = 1;
        long timeUs = mediaTimeUs;
        for (StyleHistory.Entry entry = asOf(timeUs); entry != null; entry = asOf(timeUs)) {
            long sinceUs = MediaTime.ofRecordTimestamp(entry.sinceMs());
            double come = (double) (timeUs - sinceUs) / entry.transitionUs();
            share *= 1 - come;
            // Also where there is no transition, and the quotient is infinite or no number.
            if (!(come < 1) || share < StyleBlend.UNSEEN || fading.size() == MOST_OVERLAPPING) {
                style = entry.style();
                break;
            }
            fading.push(new Fading(entry.style(), come));
            timeUs = sinceUs - 1;
        }
        // From the oldest on, each fades into the next from wherever it had come to.
        for (Fading next : fading) {
            style = StyleBlend.of(style, next.style(), next.come());
        }
        return fading.isEmpty() ? style : StyleBlend.seen(style);
    }

    private StyleHistory.@Nullable Entry asOf(long mediaTimeUs) {
        return history.asOf(MediaTime.toRecordTimestamp(mediaTimeUs));
    }

    /**
     * A style on its way.
     *
     * @param come how far it had come when the next one began, 0 to 1
     */
    private record Fading(Style style, double come) {}
}
