package dev.brushcast.egress.push;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a push's fortunes: a loss with its reason, the same reason again at most once a minute, and a recovery as loudly as
 * the loss. Confined to the publisher's thread; {@link #reason} may be read by any.
 */
final class PushNews {

    private static final Logger LOGGER = LoggerFactory.getLogger(PushNews.class);
    private static final long REPEAT_NANOS = Duration.ofMinutes(1).toNanos();

    private final PushTarget target;
    private final LongSupplier nanoClock;
    private volatile @Nullable String reason;
    private long lostAt;
    private long toldAt;
    private long attempts;
    private boolean published;

    PushNews(PushTarget target, LongSupplier nanoClock) {
        this.target = target;
        this.nanoClock = nanoClock;
    }

    /** Why there is no connection; null: nothing is known to be wrong. */
    @Nullable
    String reason() {
        return reason;
    }

    void connected() {
        if (reason != null) {
            LOGGER.atWarn()
                    .log(
                            "push to {}: publishing {} after {} s",
                            target,
                            published ? "again" : "now",
                            Duration.ofNanos(nanoClock.getAsLong() - lostAt).toSeconds());
        } else if (!published) {
            LOGGER.atInfo().log("push to {}: publishing", target);
        }
        published = true;
        reason = null;
        attempts = 0;
    }

    /** A connection was lost or could not be made. */
    void failed(String why, Duration nextAttempt) {
        long now = nanoClock.getAsLong();
        boolean known = why.equals(reason);
        if (reason == null) {
            lostAt = now;
        }
        reason = why;
        attempts++;
        if (!known || now - toldAt >= REPEAT_NANOS) {
            toldAt = now;
            LOGGER.atWarn()
                    .log("push to {}: {}; attempt {} in {} ms", target, why, attempts + 1, nextAttempt.toMillis());
        }
    }
}
