package dev.brushcast.ingest.capture;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What time it is, and waiting for it to pass. */
public interface IngestClock {

    /** Wall clock, microseconds since 1970. */
    long wallUs();

    /** Never goes back; of no meaning by itself. */
    long monotonicNs();

    /**
     * Waits, or returns early when stopped.
     *
     * @return true when stopped
     */
    boolean await(Duration duration, StopSignal stop) throws InterruptedException;

    /** The machine's. */
    IngestClock SYSTEM = new IngestClock() {

        @Override
        public long wallUs() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        }

        @Override
        public long monotonicNs() {
            return System.nanoTime();
        }

        @Override
        public boolean await(Duration duration, StopSignal stop) throws InterruptedException {
            return stop.await(duration);
        }
    };
}
