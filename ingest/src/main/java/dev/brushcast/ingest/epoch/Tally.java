package dev.brushcast.ingest.epoch;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the summary. Written by one thread, read by any. */
public final class Tally {

    private volatile IngestSummary summary = IngestSummary.NOTHING;
    private long epochEndUs;

    public IngestSummary summary() {
        return summary;
    }

    /** Where the epoch's last frame ends, presentation time in µs. */
    long epochEndUs() {
        return epochEndUs;
    }

    /** From the epoch's start to the end of its last published frame; 0: there is none. */
    public Duration shownInEpoch() {
        return Duration.of(epochEndUs, ChronoUnit.MICROS);
    }

    public void epochBegun() {
        epochEndUs = 0;
        summary = summary.epochBegun();
    }

    public void published(long ptsUs, long durationUs) {
        long end = Math.max(epochEndUs, ptsUs + durationUs);
        summary = summary.published(Duration.of(end - epochEndUs, ChronoUnit.MICROS));
        epochEndUs = end;
    }

    public void dropped(String cause, long frames) {
        summary = summary.dropped(cause, frames);
    }

    public void audio() {
        summary = summary.audio();
    }

    public void cues(int added) {
        if (added > 0) {
            summary = summary.cues(added);
        }
    }

    void unreadableCue() {
        summary = summary.unreadableCue();
    }

    public void ended(@Nullable String cause) {
        summary = summary.ended(cause);
    }
}
