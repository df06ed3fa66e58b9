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
    private @Nullable EpochTimeline current;

    /**
     * A timeline that waits for a chunk until {@code reorderWindow} later ones are there, then takes it for lost.
     *
     * @param reorderWindow at least 1
     */
    public StreamTimeline(int reorderWindow) {
        if (reorderWindow < 1) {
            throw new IllegalArgumentException("a window of " + reorderWindow + " chunks");
        }
        this.reorderWindow = reorderWindow;
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
            epoch = new EpochTimeline(chunk.epoch(), reorderWindow);
            current = epoch;
            events.add(new TimelineEvent.EpochBegins(chunk.epoch()));
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
