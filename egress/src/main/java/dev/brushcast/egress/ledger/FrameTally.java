package dev.brushcast.egress.ledger;

import dev.brushcast.egress.timeline.Outcome;
import java.util.HashMap;
import java.util.Map;

/** Counts outcomes. Written by one thread; {@link #snapshot()} may be called by any. */
final class FrameTally {

    private long styled;
    private long similar;
    private long late;
    private long passthrough;
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();

    synchronized void count(Outcome outcome, long frames) {
        switch (outcome.kind()) {
            case STYLED -> styled += frames;
            case REUSED_SIMILAR -> similar += frames;
            case REUSED_LATE -> late += frames;
            case PASSTHROUGH -> passthrough += frames;
            case HELD -> held.merge(outcome.reason(), frames, Long::sum);
            case DROPPED -> dropped.merge(outcome.reason(), frames, Long::sum);
        }
    }

    synchronized FrameCounts snapshot() {
        return new FrameCounts(styled, new FrameCounts.Reused(similar, late), passthrough, held, dropped);
    }
}
