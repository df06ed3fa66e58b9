package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for brokers that are still being started, for as long as that takes: a service that ended would have somebody start it
 * again. Says so after five seconds and each half minute from then on. Only silence is waited out: a broker that answers and refuses
 * would refuse the next time as well. For one thread.
 */
final class BrokerWait {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerWait.class);
    private static final Duration TRY = Duration.ofSeconds(5);
    private static final Duration SAID_AGAIN = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String brokers;
    private final Consumer<Duration> require;
    private final Consumer<Duration> pause;
    private final LongSupplier nanos;

    /**
     * @param require returns when a broker answers; {@link NoBrokerException}: none does in that time
     * @param pause sleeps
     * @param nanos a monotonic clock
     */
    BrokerWait(String brokers, Consumer<Duration> require, Consumer<Duration> pause, LongSupplier nanos) {
        this.brokers = brokers;
        this.require = require;
        this.pause = pause;
        this.nanos = nanos;
    }

    /** By the machine's clock. */
    static BrokerWait of(String brokers, Consumer<Duration> require) {
        return new BrokerWait(brokers, require, length -> sleep(length, brokers), System::nanoTime);
    }

    /** @throws UserError when one answers and refuses, or the thread is interrupted */
    void await() {
        long since = nanos.getAsLong();
        long said = 0;
        boolean silent = false;
        while (true) {
            try {
                require.accept(TRY);
                if (silent) {
                    LOGGER.atInfo()
                            .addKeyValue("brokers", brokers)
                            .log("Kafka answers after {} s", secondsSince(since));
                }
                return;
            } catch (NoBrokerException e) {
                if (!silent || nanos.getAsLong() - said >= SAID_AGAIN.toNanos()) {
                    said = nanos.getAsLong();
                    silent = true;
                    LOGGER.atWarn()
                            .addKeyValue("brokers", brokers)
                            .log(
                                    "Kafka has not answered for {} s and is waited for: {}",
                                    secondsSince(since),
                                    e.getMessage());
                }
                pause.accept(PAUSE); // a name that is not known yet is refused at once
            }
        }
    }

    private long secondsSince(long start) {
        return Duration.ofNanos(nanos.getAsLong() - start).toSeconds();
    }

    private static void sleep(Duration length, String brokers) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted while waiting for Kafka at " + brokers, e);
        }
    }
}
