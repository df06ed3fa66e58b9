package dev.brushcast.egress.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the source's own picture did lately: what it does itself is no fault of the styled one. Confined to one thread. */
final class SourceSight {

    /** More than a minute at 60 frames a second: the original is at most a few segments ahead of the styled picture. */
    private static final int FRAMES = 4_096;

    private final Deque<Glance> glances = new ArrayDeque<>();
    private @Nullable PictureSample last;

    /**
     * A frame of the source.
     *
     * @param us its media time, microseconds since 1970
     * @param black whether it is
     * @param still whether it is the one before again
     */
    record Glance(long us, boolean black, boolean still) {}

    /** A frame of the source; media time in microseconds since 1970. */
    void shown(long us, PictureSample sample) {
        glances.add(new Glance(us, sample.isBlack(), last != null && sample.isAs(last)));
        last = sample;
        if (glances.size() > FRAMES) {
            glances.remove();
        }
    }

    /**
     * Whether all its frames of the time before this one were so, or the newest one where there was none in that time; true while
     * nothing is known of it.
     */
    boolean wasLately(long us, long windowUs, Predicate<Glance> so) {
        Iterator<Glance> backwards = glances.descendingIterator();
        boolean seen = false;
        while (backwards.hasNext()) {
            Glance glance = backwards.next();
            if (glance.us > us) {
                continue; // the original is ahead
            }
            if (seen && glance.us <= us - windowUs) {
                return true;
            }
            if (!so.test(glance)) {
                return false;
            }
            seen = true;
        }
        return true;
    }
}
