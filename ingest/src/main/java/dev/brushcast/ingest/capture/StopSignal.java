package dev.brushcast.ingest.capture;

import dev.brushcast.media.source.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to end, made known once to everybody who waits for anything: a time, or a source. Thread-safe. */
public final class StopSignal {

    private final CountDownLatch given = new CountDownLatch(1);
    private final Cancellation cancellation = new Cancellation();

    public void give() {
        cancellation.cancel();
        given.countDown();
    }

    public boolean isGiven() {
        return cancellation.cancelled();
    }

    /** What native reads of a source obey. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Waits for the signal; true when it is given. */
    public boolean await(Duration duration) throws InterruptedException {
        return given.await(Math.max(0, duration.toNanos()), TimeUnit.NANOSECONDS);
    }
}
