package dev.brushcast.egress.timeline;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The chunks of one epoch in the order of their sequence. States: open; ended (complete or cut off), from then on every chunk is
 * a duplicate. Confined to one thread.
 */
final class EpochTimeline {

    private final EpochInfo info;
    private final int reorderWindow;
    private final FrameLine frames;
    private final TreeMap<Long, Chunk> waiting = new TreeMap<>();
    private Set<Splice> announced = Set.of();
    private long nextSequence;
    private boolean ended;

    /**
     * A timeline of one epoch.
     *
     * @param fromUs frames before this presentation time are somebody else's
     */
    EpochTimeline(EpochInfo info, int reorderWindow, long fromUs) {
        this.info = info;
        this.reorderWindow = reorderWindow;
        this.frames = new FrameLine(info.live(), fromUs);
    }

    EpochInfo info() {
        return info;
    }

    /** What became of a chunk. */
    enum Arrival {
        /** It is shown, or waits for those before it. */
        TAKEN,
        /** It is known already, or comes after the end. */
        DUPLICATE,
        /** Its numbers cannot be: it takes no other chunk's place. */
        IMPLAUSIBLE
    }

    Arrival accept(Chunk chunk, List<TimelineEvent> events) {
        if (ended || chunk.sequence() < nextSequence || waiting.containsKey(chunk.sequence())) {
            return Arrival.DUPLICATE;
        }
        if (!frames.canTake(chunk, chunk.sequence() - nextSequence)) {
            return Arrival.IMPLAUSIBLE;
        }
        waiting.put(chunk.sequence(), chunk);
        advance(events);
        while (waiting.size() >= reorderWindow) {
            skipHole(events);
        }
        return Arrival.TAKEN;
    }

    void settle(List<TimelineEvent> events) {
        while (!waiting.isEmpty()) {
            skipHole(events);
        }
    }

    void close(List<TimelineEvent> events) {
        settle(events);
        end(events, false);
    }

    boolean hasHole() {
        return !waiting.isEmpty();
    }

    private void skipHole(List<TimelineEvent> events) {
        nextSequence = waiting.firstKey();
        advance(events);
    }

    private void advance(List<TimelineEvent> events) {
        for (Chunk next = waiting.remove(nextSequence); next != null; next = waiting.remove(nextSequence)) {
            nextSequence++;
            announce(next.splices(), events);
            frames.add(next, events);
            if (next.endOfEpoch()) {
                waiting.clear();
                end(events, true);
                return;
            }
        }
    }

    /** A chunk repeats what the one before it announced, for as long as that is not over. */
    private void announce(List<Splice> splices, List<TimelineEvent> events) {
        for (Splice splice : splices) {
            if (!announced.contains(splice)) {
                events.add(new TimelineEvent.Announces(splice));
            }
        }
        announced = Set.copyOf(splices);
    }

    private void end(List<TimelineEvent> events, boolean complete) {
        if (!ended) {
            ended = true;
            frames.end(events);
            events.add(new TimelineEvent.EpochEnds(info, complete));
        }
    }
}
