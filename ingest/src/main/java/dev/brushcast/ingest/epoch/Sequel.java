package dev.brushcast.ingest.epoch;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.OpenSource;
import org.jspecify.annotations.Nullable;

/** What follows an epoch. */
public sealed interface Sequel {

    /**
     * Another epoch.
     *
     * @param source to be captured, and closed, by whoever takes this
     * @param epoch its number; null: it is not known yet
     * @param startUs wall clock at its presentation time 0, µs since 1970
     * @param turned true: the source goes on, on the same clock
     */
    record Next(OpenSource source, @Nullable Long epoch, long startUs, boolean turned) implements Sequel {}

    /**
     * Nothing.
     *
     * @param last {@link Captured.Ended} or {@link Captured.Failed}
     */
    record Over(Captured last) implements Sequel {}
}
