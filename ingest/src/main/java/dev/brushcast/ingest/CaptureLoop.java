package dev.brushcast.ingest;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.publish.StreamOutput;
import dev.brushcast.media.MediaException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures a source: a recording once, a live one again and again as long as it comes back. Used by one thread. */
final class CaptureLoop {

    private static final Logger LOGGER = LoggerFactory.getLogger(CaptureLoop.class);

    private final IngestConfig config;
    private final Supplier<OpenSource> source;
    private final StreamOutput publisher;
    private final LongSupplier nextEpoch;
    private final IngestClock clock;
    private final RandomGenerator random;
    private final StopSignal stop;
    private final Tally tally;

    CaptureLoop(
            IngestConfig config,
            Supplier<OpenSource> source,
            StreamOutput publisher,
            LongSupplier nextEpoch,
            IngestClock clock,
            RandomGenerator random,
            StopSignal stop,
            Tally tally) {
        this.config = config;
        this.source = source;
        this.publisher = publisher;
        this.nextEpoch = nextEpoch;
        this.clock = clock;
        this.random = random;
        this.stop = stop;
        this.tally = tally;
    }

    /**
     * Returns when there is nothing more to capture, or the stop signal is given. A live source that does not come back
     * has ended; why it broke off is in the summary.
     *
     * @throws MediaException if the source cannot be opened at first, or gives no frame
     * @throws dev.brushcast.kit.UserError if the slot is taken or does not exist
     */
    void run() throws InterruptedException {
        Capture capture = capture();
        int failures = 0;
        while (capture.comesAgain() && !stop.isGiven()) {
            failures = capture.gaveFrames() ? 1 : failures + 1;
            if (failures > config.reconnect().tries()) {
                return;
            }
            Duration pause = config.reconnect().pause(failures, random.nextDouble());
            LOGGER.atInfo()
                    .addKeyValue("stream", config.streamId())
                    .log("opening {} again in {} ms", config.source().redacted(), pause.toMillis());
            if (clock.await(pause, stop)) {
                return;
            }
            capture = captureAgain();
        }
    }

    /**
     * How a capture went.
     *
     * @param comesAgain true for a live source
     */
    private record Capture(boolean gaveFrames, boolean comesAgain) {}

    private Capture captureAgain() throws InterruptedException {
        try {
            return capture();
        } catch (MediaException e) {
            LOGGER.atWarn().addKeyValue("stream", config.streamId()).log(e.getMessage());
            return new Capture(false, true);
        }
    }

    private Capture capture() throws InterruptedException {
        OpenSource input;
        try {
            input = source.get();
        } catch (MediaException e) {
            if (stop.isGiven()) {
                return new Capture(false, false);
            }
            throw e;
        }
        boolean live = input.info().live();
        long before = tally.summary().framesRead();
        Captured last = new EpochRun(config, plan(input), publisher, clock, stop, tally).run(input);
        if (last instanceof Captured.Failed failed) {
            throw failed.unchecked();
        }
        return new Capture(tally.summary().framesRead() > before, live);
    }

    private EpochPlan plan(OpenSource input) {
        try {
            long epoch = nextEpoch.getAsLong();
            // A recording begins now; what a live source sends began when it was connected.
            long agoUs = input.info().live() ? input.sinceConnected().toNanos() / 1_000 : 0;
            return EpochPlan.of(config, input.info(), epoch, clock.wallUs() - agoUs);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }
}
