package dev.brushcast.ingest.capture;

import dev.brushcast.media.Rational;
import dev.brushcast.media.source.PromptSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks for a picture at each time at which one is wanted. */
final class PromptReader implements Reading {

    private static final long SECOND_US = 1_000_000;

    private final PromptSource source;
    private final FrameRateCap cap;
    private final @Nullable Pacer pacer;
    private final IngestClock clock;
    private final StopSignal stop;
    private final Handoff handoff;

    /**
     * Prepares to ask.
     *
     * @param maxFrameRate frames per second; null: no limit
     * @param realTime true: frames wait for their presentation time, counted from now on
     */
    PromptReader(
            PromptSource source,
            @Nullable Double maxFrameRate,
            boolean realTime,
            IngestClock clock,
            StopSignal stop,
            Handoff handoff) {
        this.source = source;
        this.cap = new FrameRateCap(maxFrameRate);
        this.pacer = realTime ? new Pacer(clock, stop) : null;
        this.clock = clock;
        this.stop = stop;
        this.handoff = handoff;
    }

    @Override
    public void run() throws InterruptedException {
        Duration duration = source.duration();
        long endUs = duration == null ? Long.MAX_VALUE : duration.toNanos() / 1_000;
        for (long number = 0; !stop.isGiven() && timeUs(number) < endUs; number++) {
            ask(number);
        }
        handoff.put(Captured.Ended.COMPLETE);
    }

    private void ask(long number) throws InterruptedException {
        long ptsUs = timeUs(number);
        if (!cap.keeps(ptsUs)) {
            handoff.put(new Captured.Missing(number, 1, GapCause.FRAME_RATE));
            return;
        }
        if (pacer != null) {
            pacer.awaitDue(ptsUs);
        }
        if (!stop.isGiven()) {
            handoff.put(new Captured.Frame(number, ptsUs, timeUs(number + 1) - ptsUs, clock.wallUs(), null));
        }
    }

    private long timeUs(long number) {
        Rational rate = source.rate();
        return number * SECOND_US * rate.den() / rate.num();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
