package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.EpochPlan;
import dev.brushcast.ingest.epoch.EpochRun;
import dev.brushcast.kit.retry.Backoff;
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

    private final CaptureContext context;
    private final IngestConfig config;
    private final Supplier<OpenSource> source;
    private final LongSupplier nextEpoch;
    private final RandomGenerator random;

    /**
     * Prepares to capture.
     *
     * @param source opens it
     * @param nextEpoch reads which epoch a capture gets that begins now
     * @param random shortens pauses
     */
    CaptureLoop(CaptureContext context, Supplier<OpenSource> source, LongSupplier nextEpoch, RandomGenerator random) {
        this.context = context;
        this.config = context.config();
        this.source = source;
        this.nextEpoch = nextEpoch;
        this.random = random;
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
        Reconnect reconnect = config.connection().reconnect();
        Backoff pauses = reconnect.pauses(random);
        long silentSinceNs = clock().monotonicNs();
        while (capture.comesAgain() && !stop().isGiven()) {
            if (capture.gaveFrames()) {
                pauses.reset();
                silentSinceNs = clock().monotonicNs();
            }
            if (reconnect.giveUpAfter().isOver(Duration.ofNanos(clock().monotonicNs() - silentSinceNs))) {
                return;
            }
            Duration pause = pauses.next();
            LOGGER.atInfo()
                    .addKeyValue("stream", config.streamId())
                    .log("opening {} again in {} ms", config.source().redacted(), pause.toMillis());
            if (clock().await(pause, stop())) {
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
            if (stop().isGiven()) {
                return new Capture(false, false);
            }
            throw e;
        }
        boolean live = input.info().live();
        long before = context.tally().summary().framesRead();
        Captured last = captureEpochs(input);
        if (last instanceof Captured.Failed failed) {
            throw failed.unchecked();
        }
        return new Capture(context.tally().summary().framesRead() > before, live);
    }

    /** Captures in one epoch, or in several where the source goes on as another, on one clock. */
    private Captured captureEpochs(OpenSource input) throws InterruptedException {
        // A recording begins now; what a live source sends began when it was connected.
        long agoUs = input.info().live() ? input.sinceConnected().toNanos() / 1_000 : 0;
        long startUs = clock().wallUs() - agoUs;
        Captured last = new EpochRun(context, plan(input, startUs)).run(input);
        while (last instanceof Captured.Turned turned) {
            OpenSource rest = turned.rest();
            if (stop().isGiven()) {
                rest.close();
                return new Captured.Ended(null);
            }
            LOGGER.atInfo()
                    .addKeyValue("stream", config.streamId())
                    .log(
                            "{} goes on otherwise: a new epoch begins",
                            config.source().redacted());
            startUs += turned.atUs();
            last = new EpochRun(context, plan(rest, startUs)).run(rest);
        }
        return last;
    }

    private EpochPlan plan(OpenSource input, long startUs) {
        try {
            return EpochPlan.of(config, input.info(), nextEpoch.getAsLong(), startUs);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private IngestClock clock() {
        return context.clock();
    }

    private StopSignal stop() {
        return context.stop();
    }
}
