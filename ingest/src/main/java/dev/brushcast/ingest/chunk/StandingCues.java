package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.avro.SpliceCue;
import java.util.ArrayList;
import java.util.List;

/**
 * Announcements that are not over: each goes into every chunk from the next one to that in which it ends, so that whoever begins to
 * read anywhere knows it. Used by one thread.
 */
final class StandingCues {

    /** So many at a time; the oldest one leaves for a new one. */
    private static final int MOST = 64;

    private final List<SpliceCue> standing = new ArrayList<>();
    private int untold;
    private long untoldSinceUs;

    void add(SpliceCue cue) {
        if (standing.size() == MOST) {
            standing.removeFirst();
        }
        if (untold == 0) {
            untoldSinceUs = cue.getReceivedAtUs();
        }
        standing.add(cue);
        untold = Math.min(untold + 1, standing.size());
    }

    /** True when there is one that no chunk has. */
    boolean anyUntold() {
        return untold > 0;
    }

    /** When the first of these came, wall clock, µs. */
    long untoldSinceUs() {
        return untoldSinceUs;
    }

    /**
     * Those for the next chunk.
     *
     * @param firstPtsUs of its frames; the smallest value: it has none
     */
    List<SpliceCue> take(long firstPtsUs) {
        List<SpliceCue> told = standing.subList(0, standing.size() - untold);
        told.removeIf(cue -> endUs(cue) < firstPtsUs);
        untold = 0;
        return List.copyOf(standing);
    }

    private static long endUs(SpliceCue cue) {
        return cue.getAtUs() + (cue.getDurationUs() == null ? 0 : cue.getDurationUs());
    }
}
