package dev.brushcast.egress.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one epoch in the order of their numbers: each once, none forgotten, times rising.
 *
 * <p>A frame that no chunk carries and no gap explains is held as {@link Outcome#MISSING}, its time interpolated between its
 * neighbours. A frame that is to show the picture before it, where there is none yet, is dropped from a recording as {@link
 * Outcome#NO_PICTURE_BEFORE}: its head is left out rather than shown black. Of a live stream it is shown all the same, by a slate:
 * whoever reads the topics, from wherever, counts the same segments.
 *
 * <p>No number makes work that is as long as it is high: beyond {@value #MAX_HELD} missing frames in a row, the picture before
 * them stays and they are dropped by their count. A gap counts when the next frame is there, as far as that frame lets it: one
 * that says too much hides no frames.
 *
 * <p>A picture that is held takes its time: frames that come later and are before the end of it are dropped.
 *
 * <p>A line that begins within its epoch counts nothing of what is before, but for the picture that its first frame may be to
 * show again. Confined to one thread.
 */
final class FrameLine {

    /** Output times have 1/90000 s: frames must be this far apart to stay apart. */
    private static final long SMALLEST_STEP_US = 12;

    /** So many are shown as held, each for itself. */
    static final long MAX_HELD = 1_000;

    /** Sources have at most one frame in so many µs. */
    private static final long SHORTEST_FRAME_US = 1_000;

    /** A source that shows the same picture for longer is no video. */
    private static final long LONGEST_STEP_US = 24 * 3_600_000_000L;

    /** Told every half second; one who was asleep for longer goes on with frames. */
    static final long LONGEST_HOLD_US = 3_600_000_000L;

    /** So many numbers may be skipped in no time. */
    private static final long SLACK = 1_000;

    /** So many frames may be said to be missing by a chunk that has none and hence no time. */
    private static final long MAX_MISSING = 10_000_000;

    private final boolean live;
    private final long fromUs;
    private @Nullable ChunkFrame before;
    private boolean begun;
    private boolean seenBefore;
    private @Nullable Gap open;
    private long nextNumber;
    private long lastPtsUs = Long.MIN_VALUE;
    private boolean shownAny;

    /**
     * A line.
     *
     * @param live a head without a picture is shown
     * @param fromUs presentation time before which nothing is counted; the smallest value: the line begins with the first frame
     */
    FrameLine(boolean live, long fromUs) {
        this.live = live;
        this.fromUs = fromUs;
        this.begun = fromUs == Long.MIN_VALUE;
    }

    void add(Chunk chunk, List<TimelineEvent> events) {
        for (Item item : inOrder(chunk)) {
            switch (item) {
                case FrameItem(ChunkFrame frame) -> frame(frame, events);
                case GapItem(Gap gap) -> gap(gap, events);
            }
        }
        if (chunk.hold() != null) {
            hold(chunk.hold(), events);
        }
    }

    /**
     * Whether the chunk's numbers can be: none runs further ahead than frames could in the time that has passed.
     *
     * @param chunksAhead how many chunks before it have not come
     */
    boolean canTake(Chunk chunk, long chunksAhead) {
        if (!canHold(chunk)) {
            return false;
        }
        if (chunk.frames().isEmpty()) {
            long most = chunk.hold() == null ? SLACK : mostUntil(chunk.hold().untilUs());
            return (chunksAhead <= most || chunk.endOfEpoch())
                    && chunk.gaps().stream().allMatch(gap -> end(gap) - nextNumber <= MAX_MISSING);
        }
        ChunkFrame first = chunk.frames().getFirst();
        ChunkFrame last = chunk.frames().getLast();
        return stepUs(last) <= LONGEST_STEP_US
                && chunksAhead <= mostUntil(first.ptsUs())
                && first.number() - nextNumber <= mostUntil(first.ptsUs())
                && last.number() - nextNumber <= mostUntil(last.ptsUs())
                && chunk.gaps().stream().allMatch(gap -> end(gap) - last.number() <= SLACK);
    }

    private long stepUs(ChunkFrame frame) {
        return shownAny ? frame.ptsUs() - lastPtsUs : 0;
    }

    private long mostUntil(long ptsUs) {
        long since = Math.max(0, lastPtsUs);
        return SLACK + Math.max(0, ptsUs - since) / SHORTEST_FRAME_US;
    }

    /** Whether a picture is held for no longer than a source that is told every half second can be. */
    private boolean canHold(Chunk chunk) {
        Hold hold = chunk.hold();
        if (hold == null) {
            return true;
        }
        long shownUs = shownAny ? lastPtsUs : fromUs;
        long sinceUs = chunk.frames().isEmpty()
                ? shownUs
                : Math.max(shownUs, chunk.frames().getLast().ptsUs());
        return sinceUs == Long.MIN_VALUE || hold.untilUs() - sinceUs <= LONGEST_HOLD_US;
    }

    /** Nothing follows: a gap at the end counts. */
    void end(List<TimelineEvent> events) {
        closeGap(Long.MAX_VALUE, events);
    }

    private void frame(ChunkFrame frame, List<TimelineEvent> events) {
        if (frame.number() < nextNumber) {
            return;
        }
        if (!begun) {
            nextNumber = frame.number();
            if (frame.ptsUs() < fromUs) {
                seenBefore = true;
                before = frame.picture() == null ? before : frame;
                return;
            }
            begun = true;
        }
        closeGap(frame.number(), events);
        missing(frame.number() - nextNumber, frame.ptsUs(), events);
        nextNumber = frame.number() + 1;
        show(
                new TimelineEvent.Show(
                        frame.number(),
                        frame.ptsUs(),
                        frame.durationUs(),
                        frame.outcome(),
                        picture(frame),
                        frame.journey(),
                        frame.captions(),
                        frame.slate()),
                events);
    }

    /** The frame's own picture, or the one before the beginning where this is the first frame and has none. */
    private @Nullable EncodedPicture picture(ChunkFrame frame) {
        ChunkFrame earlier = before;
        before = null;
        return frame.picture() == null && earlier != null ? earlier.picture() : frame.picture();
    }

    private void gap(Gap gap, List<TimelineEvent> events) {
        if (!begun) {
            return;
        }
        closeGap(gap.firstFrame(), events);
        open = gap;
    }

    /**
     * Nothing is shown again where no frame was. A line that begins within its epoch begins with what is held then: by the
     * picture before its beginning, or by a slate.
     */
    private void hold(Hold hold, List<TimelineEvent> events) {
        ChunkFrame earlier = before;
        if (!shownAny) {
            boolean reached = fromUs != Long.MIN_VALUE && hold.untilUs() > fromUs;
            boolean slate = earlier == null && ((live && seenBefore) || hold.isSlateAt(fromUs));
            if (!reached || (earlier == null && !slate)) {
                return;
            }
            before = null;
            if (seenBefore && !begun) {
                nextNumber++; // that of the last frame which is not put out
                begun = true;
            }
        } else if (hold.untilUs() <= lastPtsUs + SMALLEST_STEP_US) {
            return;
        }
        shownAny = true;
        lastPtsUs = hold.untilUs() - SMALLEST_STEP_US;
        events.add(new TimelineEvent.Holds(fromUs, hold, earlier == null ? null : earlier.picture()));
    }

    /** Counts the open gap, up to the first number that is surely not in it. */
    private void closeGap(long before, List<TimelineEvent> events) {
        Gap gap = open;
        if (gap == null) {
            return;
        }
        open = null;
        long end = Math.min(end(gap), before);
        long first = Math.max(gap.firstFrame(), nextNumber);
        if (end <= first) {
            return;
        }
        if (first > nextNumber) { // where the frames before a gap would have been, nobody knows
            events.add(new TimelineEvent.Drop(first - nextNumber, Outcome.MISSING));
        }
        events.add(new TimelineEvent.Drop(end - first, gap.cause()));
        nextNumber = end;
    }

    private static long end(Gap gap) {
        return gap.firstFrame() + gap.count();
    }

    private void missing(long count, long untilUs, List<TimelineEvent> events) {
        if (count > MAX_HELD || (count > 0 && !shownAny)) {
            events.add(new TimelineEvent.Drop(count, Outcome.MISSING));
            return;
        }
        long from = lastPtsUs;
        long step = (untilUs - from) / (count + 1);
        for (long i = 1; i <= count; i++) {
            show(
                    new TimelineEvent.Show(
                            nextNumber + i - 1,
                            from + step * i,
                            step,
                            Outcome.held(Outcome.MISSING),
                            null,
                            Journey.UNKNOWN,
                            null,
                            false),
                    events);
        }
    }

    private void show(TimelineEvent.Show frame, List<TimelineEvent> events) {
        if (!shownAny && !live && frame.picture() == null && !frame.slate()) {
            events.add(new TimelineEvent.Drop(1, Outcome.NO_PICTURE_BEFORE));
        } else if (lastPtsUs != Long.MIN_VALUE && frame.ptsUs() < lastPtsUs + SMALLEST_STEP_US) {
            events.add(new TimelineEvent.Drop(1, Outcome.TIME_NOT_RISING));
        } else {
            shownAny = true;
            lastPtsUs = frame.ptsUs();
            events.add(frame);
        }
    }

    private sealed interface Item {
        long number();
    }

    private record FrameItem(ChunkFrame frame) implements Item {
        @Override
        public long number() {
            return frame.number();
        }
    }

    private record GapItem(Gap gap) implements Item {
        @Override
        public long number() {
            return gap.firstFrame();
        }
    }

    private static List<Item> inOrder(Chunk chunk) {
        List<Item> items = new ArrayList<>(chunk.frames().size() + chunk.gaps().size());
        chunk.frames().forEach(frame -> items.add(new FrameItem(frame)));
        chunk.gaps().forEach(gap -> items.add(new GapItem(gap)));
        items.sort(Comparator.comparingLong(Item::number));
        return items;
    }
}
