package dev.brushcast.egress.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The frames of one epoch in the order of their numbers: each once, none forgotten, times rising.
 *
 * <p>A frame that no chunk carries and no gap explains is held as {@link Outcome#MISSING}, its time interpolated between its
 * neighbours. A frame that is to show the picture before it, where there is none yet, is dropped as {@link
 * Outcome#NO_PICTURE_BEFORE}: a head without a picture is left out rather than shown black. Confined to one thread.
 */
final class FrameLine {

    /** Output times have 1/90000 s: frames must be this far apart to stay apart. */
    private static final long SMALLEST_STEP_US = 12;

    private long nextNumber;
    private long lastPtsUs = Long.MIN_VALUE;
    private boolean pictureShown;

    void add(Chunk chunk, List<TimelineEvent> events) {
        for (Item item : inOrder(chunk)) {
            switch (item) {
                case FrameItem(ChunkFrame frame) -> frame(frame, events);
                case GapItem(Gap gap) -> gap(gap, events);
            }
        }
    }

    private void frame(ChunkFrame frame, List<TimelineEvent> events) {
        if (frame.number() < nextNumber) {
            return;
        }
        missing(frame.number() - nextNumber, frame.ptsUs(), events);
        nextNumber = frame.number() + 1;
        show(
                new TimelineEvent.Show(
                        frame.number(),
                        frame.ptsUs(),
                        frame.durationUs(),
                        frame.outcome(),
                        frame.picture(),
                        frame.journey()),
                events);
    }

    private void gap(Gap gap, List<TimelineEvent> events) {
        long end = gap.firstFrame() + gap.count();
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

    private void missing(long count, long untilUs, List<TimelineEvent> events) {
        if (count > 0 && !pictureShown) {
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
                            Journey.UNKNOWN),
                    events);
        }
    }

    private void show(TimelineEvent.Show frame, List<TimelineEvent> events) {
        if (!pictureShown && frame.picture() == null) {
            events.add(new TimelineEvent.Drop(1, Outcome.NO_PICTURE_BEFORE));
        } else if (lastPtsUs != Long.MIN_VALUE && frame.ptsUs() < lastPtsUs + SMALLEST_STEP_US) {
            events.add(new TimelineEvent.Drop(1, Outcome.TIME_NOT_RISING));
        } else {
            pictureShown = true;
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
