package dev.brushcast.ingest.config;

import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient ingest is with a source on the network.
 *
 * @param waitFor for a source that is not there yet
 * @param limits of each connection, and which audio track is read
 * @param reconnect what happens when it breaks off
 * @param hold what is shown meanwhile
 */
public record ConnectionConfig(WaitLimit waitFor, InputOptions limits, Reconnect reconnect, HoldConfig hold) {

    public static final ConnectionConfig DEFAULT =
            new ConnectionConfig(WaitLimit.ofSeconds(10), InputOptions.DEFAULT, Reconnect.DEFAULT, HoldConfig.DEFAULT);

    /** For a source of this kind: who publishes comes when he likes. */
    static ConnectionConfig defaultFor(MediaSource source) {
        return source instanceof PublishSource
                ? DEFAULT.withWaitFor(WaitLimit.FOREVER)
                        .withReconnect(DEFAULT.reconnect.withGiveUpAfter(WaitLimit.FOREVER))
                : DEFAULT;
    }

    public ConnectionConfig withWaitFor(WaitLimit newWait) {
        return new ConnectionConfig(newWait, limits, reconnect, hold);
    }

    public ConnectionConfig withLimits(InputOptions newLimits) {
        return new ConnectionConfig(waitFor, newLimits, reconnect, hold);
    }

    public ConnectionConfig withReconnect(Reconnect newReconnect) {
        return new ConnectionConfig(waitFor, limits, newReconnect, hold);
    }

    public ConnectionConfig withHold(HoldConfig newHold) {
        return new ConnectionConfig(waitFor, limits, reconnect, newHold);
    }

    /** The section of a file; what is left out is null. */
    record Section(
            @Nullable String waitFor,
            @Nullable Duration openTimeout,
            @Nullable Duration readTimeout,
            @Nullable String pictureWait,
            @Nullable String giveUpAfter,
            @Nullable Duration firstPause,
            @Nullable Duration longestPause,
            @Nullable Duration holdAfter,
            @Nullable Duration holdEvery,
            @Nullable String slateAfter) {

        ConnectionConfig over(ConnectionConfig defaults) {
            InputOptions limits = defaults.limits();
            Reconnect reconnect = defaults.reconnect();
            return new ConnectionConfig(
                    waitFor == null ? defaults.waitFor() : WaitLimit.parse(waitFor),
                    new InputOptions(
                            openTimeout == null ? limits.openTimeout() : openTimeout,
                            readTimeout == null ? limits.readTimeout() : readTimeout,
                            pictureWait == null
                                    ? limits.pictureTimeout()
                                    : WaitLimit.parse(pictureWait).countable(),
                            limits.audio()),
                    new Reconnect(
                            giveUpAfter == null ? reconnect.giveUpAfter() : WaitLimit.parse(giveUpAfter),
                            firstPause == null ? reconnect.firstPause() : firstPause,
                            longestPause == null ? reconnect.longestPause() : longestPause),
                    defaults.hold().over(holdAfter, holdEvery, slateAfter));
        }
    }
}
