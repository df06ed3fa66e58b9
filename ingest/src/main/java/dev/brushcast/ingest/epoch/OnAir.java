package dev.brushcast.ingest.epoch;

import dev.brushcast.contract.avro.StreamEventType;

/**
 * What viewers of a stream see, over all its epochs: its source, its last picture, or a slate; and how far that goes. Used by
 * one thread.
 */
public final class OnAir {

    private StreamEventType shown = StreamEventType.LIVE;
    private long untilUs;

    /** True where that is something else than before. */
    boolean becomes(StreamEventType state) {
        boolean changes = state != shown;
        shown = state;
        return changes;
    }

    /** What goes to the topics reaches to here, media time in µs. */
    public void reaches(long mediaUs) {
        untilUs = Math.max(untilUs, mediaUs);
    }

    /** Where what is in the topics ends, media time in µs; nothing may be before it. */
    public long untilUs() {
        return untilUs;
    }
}
