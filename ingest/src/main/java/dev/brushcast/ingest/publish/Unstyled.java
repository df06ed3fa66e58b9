package dev.brushcast.ingest.publish;

import dev.brushcast.ingest.capture.IngestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published of an epoch and not yet styled, bounded. What {@link InFlight} is to the brokers, this is to the
 * workers: whoever wants to publish more waits until they have caught up. Used by one thread.
 */
final class Unstyled implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Unstyled.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TELL_AFTER_US = 10_000_000;

    private record Published(long sequence, long bytes) {}

    private final long limit;
    private final StyledProgress progress;
    private final IngestClock clock;
    private final Deque<Published> published = new ArrayDeque<>();
    private long bytes;

    /**
     * Of one epoch.
     *
     * @param limit bytes, unless a single chunk has more
     * @param progress closed with this
     */
    Unstyled(long limit, StyledProgress progress, IngestClock clock) {
        this.limit = limit;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Waits until a chunk may be published, and counts it.
     *
     * @param givenUp asked while waiting; once true, the chunk may go
     */
    void acquire(long sequence, long size, BooleanSupplier givenUp) {
        long silentSinceUs = clock.wallUs();
        while (isFull(size) && !givenUp.getAsBoolean()) {
            if (release(progress.reached(POLL))) {
                silentSinceUs = clock.wallUs();
            } else if (clock.wallUs() - silentSinceUs >= TELL_AFTER_US) {
                silentSinceUs = clock.wallUs();
                LOGGER.info(
                        "waiting for a worker: {} MiB are read ahead, and nothing was styled for {} s",
                        bytes >> 20,
                        TELL_AFTER_US / 1_000_000);
            }
        }
        published.addLast(new Published(sequence, size));
        bytes += size;
    }

    private boolean isFull(long size) {
        return bytes > 0 && bytes + size > limit;
    }

    private boolean release(long reached) {
        long before = bytes;
        while (!published.isEmpty() && published.getFirst().sequence() <= reached) {
            bytes -= published.removeFirst().bytes();
        }
        return bytes < before;
    }

    @Override
    public void close() {
        progress.close();
    }
}
