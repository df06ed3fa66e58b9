package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.EpochPlan;
import dev.brushcast.ingest.epoch.EpochRun;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.ingest.publish.Outages;
import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.EndKind;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures a source: a recording once, a live one again and again as long as it comes back. Used by one thread. */
final class CaptureLoop {

    private static final Logger LOGGER = LoggerFactory.getLogger(CaptureLoop.class);

    private final CaptureContext context;
    private final IngestConfig config;
    private final SourceConnection connection;
    private final LongSupplier nextEpoch;
    private final RandomGenerator random;

    /**
     * Prepares to capture.
     *
     * @param connection opens the source
     * @param nextEpoch reads which epoch a capture gets that begins now
     * @param random shortens pauses
     */
    CaptureLoop(CaptureContext context, SourceConnection connection, LongSupplier nextEpoch, RandomGenerator random) {
        this.context = context;
        this.config = context.config();
        this.connection = connection;
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
        OpenSource first;
        try {
            first = connection.take();
        } catch (MediaException e) {
            if (context.stop().isGiven()) {
                return;
            }
            throw e;
        }
        Capture last = capture(first);
        Reconnect reconnect = config.connection().reconnect();
        Backoff pauses = reconnect.pauses(random);
        long silentSinceNs = context.clock().monotonicNs();
        while (last.comesAgain() && !context.stop().isGiven()) {
            if (last.gaveFrames()) {
                pauses.reset();
                silentSinceNs = context.clock().monotonicNs();
            }
            Duration silent = Duration.ofNanos(context.clock().monotonicNs() - silentSinceNs);
            if (reconnect.giveUpAfter().isOver(silent)) {
                return;
            }
            connection.lost(
                    config.source().redacted() + " has broken off: it is tried again, for " + reconnect.giveUpAfter());
            // A port that is listened at is closed until it is opened again: who comes back at once must not be
            // refused.
            boolean atOnce = last.gaveFrames() && connection.listens();
            if (!atOnce && context.clock().await(pauses.next(), context.stop())) {
                return;
            }
            last = captureAgain(last);
        }
    }

    /**
     * How a capture went.
     *
     * @param comesAgain true for a live source that has not said that it is at its end
     * @param onlyClosed it did not break off either: it may be a recording
     * @param beginning what its first packets were
     */
    private record Capture(boolean gaveFrames, boolean comesAgain, boolean onlyClosed, Beginning beginning) {

        static final Capture OVER = new Capture(false, false, false, new Beginning());

        Capture withoutNews() {
            return new Capture(false, comesAgain, onlyClosed, beginning);
        }
    }

    private Capture captureAgain(Capture before) throws InterruptedException {
        long frames = context.tally().summary().framesRead();
        try {
            OpenSource input = connection.takeAgain();
            if (isOver(before, input)) {
                input.close();
                context.tally().ended(null);
                return Capture.OVER;
            }
            return capture(input);
        } catch (MediaException e) {
            LOGGER.atInfo().addKeyValue("stream", config.streamId()).log(e.getMessage());
            return before.withoutNews();
        } catch (RuntimeException e) {
            if (!Outages.isOutage(e)) {
                throw e;
            }
            return outage(e, frames);
        }
    }

    /** The brokers are away: what was read meanwhile is lost, and a live source goes on when they are back. */
    private Capture outage(RuntimeException failure, long framesBefore) {
        LOGGER.atWarn().addKeyValue("stream", config.streamId()).log(failure.getMessage());
        context.output().recover();
        boolean gaveFrames = context.tally().summary().framesRead() > framesBefore;
        return new Capture(gaveFrames, true, false, new Beginning());
    }

    /**
     * A source that was live and now has an end has reached it. One that only closed and begins as it began before is a
     * recording that is served to whoever asks, unless the user says that it is live; the pieces that a live playlist names
     * may well be the same after a moment.
     */
    private boolean isOver(Capture before, OpenSource input) {
        if (!input.info().live()) {
            return true;
        }
        return before.onlyClosed()
                && config.pacing() != Pacing.REAL_TIME
                && !input.info().isFetchedInPieces()
                && input.beginsLike(before.beginning());
    }

    private Capture capture(OpenSource input) throws InterruptedException {
        boolean live = input.info().live();
        long before = context.tally().summary().framesRead();
        Captured last;
        try {
            last = captureEpochs(input);
        } catch (DeliveryException e) {
            if (!live || !Outages.isOutage(e)) {
                throw e;
            }
            return outage(e, before);
        }
        EndKind kind = switch (last) {
            case Captured.Ended ended -> ended.kind();
            case Captured.Failed failed -> throw failed.unchecked();
            default -> throw new IllegalStateException("not an end: " + last);
        };
        return new Capture(
                context.tally().summary().framesRead() > before,
                live && kind != EndKind.COMPLETE,
                kind == EndKind.CLOSED,
                input.beginning());
    }

    /** Captures in one epoch, or in several where the source goes on as another, on one clock. */
    private Captured captureEpochs(OpenSource input) throws InterruptedException {
        // A recording begins now; what a live source sends began when it was connected.
        long agoUs = input.info().live() ? input.sinceConnected().toNanos() / 1_000 : 0;
        long startUs = context.clock().wallUs() - agoUs;
        Captured last = new EpochRun(context, plan(input, startUs)).run(input);
        while (last instanceof Captured.Turned turned) {
            OpenSource rest = turned.rest();
            if (context.stop().isGiven()) {
                rest.close();
                return Captured.Ended.COMPLETE;
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
}
