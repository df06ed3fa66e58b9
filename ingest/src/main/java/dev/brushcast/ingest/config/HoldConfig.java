package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What viewers of a live source see while it is away: its last picture and silence, then a slate. Told to the topics as time
 * goes, so that whoever puts the stream out shows the same.
 *
 * @param after how long a source that is connected sends no frame until it is held, beyond the time between its frames; one
 *     that broke off is held at once
 * @param every how often it is told that it is still held, at least 50 ms
 * @param slateAfter how long the last picture is held, from its end, until a slate is shown instead; for ever: none is
 */
public record HoldConfig(Duration after, Duration every, WaitLimit slateAfter) {

    private static final Duration SHORTEST = Duration.ofMillis(50);

    public static final HoldConfig DEFAULT =
            new HoldConfig(Duration.ofSeconds(1), Duration.ofMillis(500), WaitLimit.ofSeconds(10));

    public HoldConfig {
        if (after.compareTo(SHORTEST) < 0 || every.compareTo(SHORTEST) < 0) {
            throw new UserError("holdAfter and holdEvery are at least 50ms, not " + after.toMillis() + "ms and "
                    + every.toMillis() + "ms");
        }
    }

    public HoldConfig withSlateAfter(WaitLimit newLimit) {
        return new HoldConfig(after, every, newLimit);
    }

    HoldConfig over(@Nullable Duration newAfter, @Nullable Duration newEvery, @Nullable String newSlateAfter) {
        return new HoldConfig(
                newAfter == null ? after : newAfter,
                newEvery == null ? every : newEvery,
                newSlateAfter == null ? slateAfter : WaitLimit.parse(newSlateAfter));
    }
}
