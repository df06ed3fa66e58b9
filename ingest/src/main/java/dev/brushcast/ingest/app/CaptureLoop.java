package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.Comeback;
import dev.brushcast.ingest.epoch.EpochPlan;
import dev.brushcast.ingest.epoch.EpochRun;
import dev.brushcast.ingest.epoch.Sequel;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.ingest.publish.Outages;
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

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** Sources take a moment to be looked at; workers make up for as much. */
    private static final Duration BEARABLE_BACKLOG = Duration.ofSeconds(1);

    private final CaptureContext context;
    private final IngestConfig config;
    private final SourceConnection connection;
    private final LongSupplier nextEpoch;
    private final RandomGenerator random;

    /**
     * Prepares to capture.
     *
     * @param connection opens the source
     * @param nextEpoch reads which epoch a capture gets that begins now; called by this thread, or by that which opens the
     *     source again
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
        beginWithTheNewest(first);
        // A recording begins now; what a live source sends began when it was connected.
        long startUs = first.info().live() ? startOf(first) : context.clock().wallUs();
        Sequel next = new Sequel.Next(first, null, startUs, false);
        try (Reopening reopening = new Reopening(context, connection, nextEpoch, random)) {
            while (next instanceof Sequel.Next(OpenSource source, Long epoch, long start, boolean turned)) {
                if (context.stop().isGiven() && turned) {
                    source.close();
                    return;
                }
                if (turned) {
                    LOGGER.atInfo()
                            .addKeyValue("stream", config.streamId())
                            .log(
                                    "{} goes on otherwise: a new epoch begins",
                                    config.source().redacted());
                }
                next = capture((Sequel.Next) next, reopening);
            }
        }
        if (next instanceof Sequel.Over(Captured.Failed failed)) {
            throw failed.unchecked();
        }
    }

    /** What a live source sent while the rest was being started would be as much too late as it waited. */
    private void beginWithTheNewest(OpenSource first) {
        int leftOut = first.leaveOut(BEARABLE_BACKLOG);
        if (leftOut > 0) {
            context.tally().dropped(GapCause.BEFORE_START.label(), leftOut);
            LOGGER.atInfo()
                    .addKeyValue("stream", config.streamId())
                    .log(
                            "{} frames that {} sent before the capture began are left out",
                            leftOut,
                            config.source().redacted());
        }
    }

    private Sequel capture(Sequel.Next what, Reopening reopening) throws InterruptedException {
        boolean live = what.source().info().live();
        try {
            return new EpochRun(context, plan(what)).run(what.source(), reopening);
        } catch (RuntimeException e) {
            if (!live || !Outages.isOutage(e) || !(e instanceof DeliveryException)) {
                throw e;
            }
            return outage(e, reopening);
        }
    }

    /** The brokers are away: what was read meanwhile is lost, and a live source goes on when they are back. */
    private Sequel outage(RuntimeException failure, Reopening reopening) throws InterruptedException {
        LOGGER.atWarn().addKeyValue("stream", config.streamId()).log(failure.getMessage());
        context.output().recover();
        if (!reopening.isOn()) {
            Captured.Ended broken = new Captured.Ended(EndKind.BROKEN, null);
            reopening.brokeOff(broken, new Beginning(), context.tally().shownInEpoch(), () -> {});
        }
        while (true) {
            switch (reopening.poll(IDLE)) {
                case null -> {}
                case Comeback.Return.Back(OpenSource source, long epoch) -> {
                    return new Sequel.Next(source, epoch, startOf(source), false);
                }
                case Comeback.Return.Gone(boolean whole) -> {
                    if (whole) {
                        context.tally().ended(null);
                    }
                    return new Sequel.Over(Captured.Ended.COMPLETE);
                }
                case Comeback.Return.Refused(RuntimeException reason) -> {
                    return new Sequel.Over(new Captured.Failed(reason));
                }
            }
        }
    }

    /** When it began to send, wall clock, and not before what viewers have seen already. */
    private long startOf(OpenSource source) {
        long sinceUs = source.sinceConnected().toNanos() / 1_000;
        return Math.max(context.clock().wallUs() - sinceUs, context.air().untilUs());
    }

    private EpochPlan plan(Sequel.Next what) {
        OpenSource source = what.source();
        try {
            long epoch = what.epoch() == null ? nextEpoch.getAsLong() : what.epoch();
            return EpochPlan.of(config, source.info(), epoch, what.startUs());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
