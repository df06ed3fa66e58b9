package dev.brushcast.egress.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the chunks of a stream in order, epoch after epoch. Chunks may come twice, late by some places, or never; what comes out
 * is in order, each source frame once, with strictly rising times within an epoch. Confined to one thread.
 */
public final class StreamTimeline {

    private final int reorderWindow;
    private final Beginning beginning;
    private @Nullable EpochTimeline current;

    /**
     * Where a timeline begins.
     *
     * @param epoch the first; earlier ones are not asked for
     * @param fromUs presentation time in that epoch, microseconds: frames before it are somebody else's
     */
    public record Beginning(long epoch, long fromUs) {

        /** At the first frame of all. */
        public static final Beginning AT_THE_HEAD = new Beginning(0, Long.MIN_VALUE);
    }

    /** A timeline that begins at the first frame that it gets. */
    public StreamTimeline(int reorderWindow) {
        this(reorderWindow, Beginning.AT_THE_HEAD);
    }

    /**
     * A timeline that waits for a chunk until {@code reorderWindow} later ones are there, then takes it for lost.
     *
     * @param reorderWindow at least 1
     */
    public StreamTimeline(int reorderWindow, Beginning beginning) {
        if (reorderWindow < 1) {
            throw new IllegalArgumentException("a window of " + reorderWindow + " chunks");
        }
        this.reorderWindow = reorderWindow;
        this.beginning = beginning;
    }

    /** Takes a chunk; returns what is certain now. */
    public List<TimelineEvent> accept(Chunk chunk) {
        List<TimelineEvent> events = new ArrayList<>();
        EpochTimeline epoch = current;
        if (epoch != null && chunk.epoch().epoch() < epoch.info().epoch()) {
            events.add(new TimelineEvent.Ignores(IgnoredChunk.STALE));
            return events;
        }
        if (epoch == null || chunk.epoch().epoch() > epoch.info().epoch()) {
            if (epoch != null) {
                epoch.close(events);
            }
            long fromUs = chunk.epoch().epoch() == beginning.epoch() ? beginning.fromUs() : Long.MIN_VALUE;
            epoch = new EpochTimeline(chunk.epoch(), reorderWindow, fromUs);
            current = epoch;
            events.add(new TimelineEvent.EpochBegins(chunk.epoch(), fromUs != Long.MIN_VALUE));
        }
        switch (epoch.accept(chunk, events)) {
            case TAKEN -> {}
            case DUPLICATE -> events.add(new TimelineEvent.Ignores(IgnoredChunk.DUPLICATE));
            case IMPLAUSIBLE -> events.add(new TimelineEvent.Ignores(IgnoredChunk.IMPLAUSIBLE));
        }
        return events;
    }

    /** Nothing is on its way any more: what has not come is lost, what waits for it goes on. */
    public List<TimelineEvent> settle() {
        List<TimelineEvent> events = new ArrayList<>();
        if (current != null) {
            current.settle(events);
        }
        return events;
    }

    /** The stream is left here: ends the epoch where it is. */
    public List<TimelineEvent> close() {
        List<TimelineEvent> events = new ArrayList<>();
        if (current != null) {
            current.close(events);
        }
        return events;
    }

    /** True while chunks wait for one before them. */
    public boolean hasHole() {
        return current != null && current.hasHole();
    }
}
