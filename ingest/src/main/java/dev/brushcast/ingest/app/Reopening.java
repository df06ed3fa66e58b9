package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.Comeback;
import dev.brushcast.ingest.publish.Outages;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.EndKind;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a live source again and again, each time that it breaks off until it is there or given up, on a thread of its own: a
 * try may take as long as the source likes. Its methods are called by one thread, the capture's; while a search is on, the
 * connection and the pauses belong to the search's.
 */
final class Reopening implements Comeback, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reopening.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    /** A source that breaks off sooner would otherwise be several epochs a second, for as long as it likes. */
    private static final Duration LASTING = Duration.ofSeconds(2);

    private final CaptureContext context;
    private final IngestConfig config;
    private final SourceConnection connection;
    private final LongSupplier nextEpoch;
    private final Reconnect reconnect;
    private final Backoff pauses;
    private final BlockingQueue<Return> came = new ArrayBlockingQueue<>(1);
    private long silentSinceNs;
    private @Nullable OwnedThread search;

    /** As {@link CaptureLoop}'s. */
    Reopening(CaptureContext context, SourceConnection connection, LongSupplier nextEpoch, RandomGenerator random) {
        this.context = context;
        this.config = context.config();
        this.connection = connection;
        this.nextEpoch = nextEpoch;
        this.reconnect = config.connection().reconnect();
        this.pauses = reconnect.pauses(random);
        this.silentSinceNs = context.clock().monotonicNs();
    }

    /** True while nobody has been told what came of a source that broke off. */
    boolean isOn() {
        return search != null;
    }

    @Override
    public void brokeOff(Captured.Ended end, Beginning beginning, Duration shown, Runnable closed) {
        boolean gaveFrames = shown.isPositive();
        if (shown.compareTo(LASTING) >= 0) {
            pauses.reset();
        }
        if (gaveFrames) {
            silentSinceNs = context.clock().monotonicNs();
        }
        boolean onlyClosed = end.kind() == EndKind.CLOSED;
        // A port that is listened at is closed until it is opened again: who comes back at once must not be refused.
        boolean atOnce = gaveFrames && connection.listens();
        OwnedThread thread = new OwnedThread(
                "ingest-" + config.streamId() + "-reopening",
                () -> {
                    closed.run();
                    came.put(search(onlyClosed, beginning, atOnce));
                },
                this::ended);
        search = thread;
        thread.start();
    }

    private void ended(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case InterruptedException _ -> tell(new Return.Gone(false)); // by whoever wants to know no more
            case RuntimeException reason -> tell(new Return.Refused(reason));
            default -> tell(new Return.Refused(new IllegalStateException(failure)));
        }
    }

    private void tell(Return what) {
        if (!came.offer(what)) {
            throw new IllegalStateException("told already");
        }
    }

    @Override
    public @Nullable Return poll(Duration limit) throws InterruptedException {
        Return found = came.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        if (found != null) {
            search = null;
        }
        return found;
    }

    private Return search(boolean onlyClosed, Beginning beginning, boolean atOnce) throws InterruptedException {
        boolean pause = !atOnce;
        while (!context.stop().isGiven()) {
            Duration silent = Duration.ofNanos(context.clock().monotonicNs() - silentSinceNs);
            if (reconnect.giveUpAfter().isOver(silent)) {
                break;
            }
            connection.lost(
                    config.source().redacted() + " has broken off: it is tried again, for " + reconnect.giveUpAfter());
            if (pause && context.clock().await(pauses.next(), context.stop())) {
                break;
            }
            pause = true;
            Return found = tried(onlyClosed, beginning);
            if (found != null) {
                return found;
            }
        }
        return new Return.Gone(false);
    }

    private @Nullable Return tried(boolean onlyClosed, Beginning beginning) {
        OpenSource input;
        try {
            input = connection.takeAgain();
        } catch (MediaException e) {
            LOGGER.atInfo().addKeyValue("stream", config.streamId()).log(e.getMessage());
            return null;
        }
        boolean taken = false;
        try {
            if (isOver(onlyClosed, beginning, input)) {
                return new Return.Gone(true);
            }
            Return back = new Return.Back(input, nextEpoch.getAsLong());
            taken = true;
            return back;
        } catch (RuntimeException e) {
            if (!Outages.isOutage(e)) {
                throw e;
            }
            LOGGER.atWarn().addKeyValue("stream", config.streamId()).log(e.getMessage());
            return null;
        } finally {
            if (!taken) {
                input.close();
            }
        }
    }

    /**
     * A source that was live and now has an end has reached it. One that only closed and begins as it began before is a
     * recording that is served to whoever asks, unless the user says that it is live; the pieces that a live playlist names
     * may well be the same after a moment.
     */
    private boolean isOver(boolean onlyClosed, Beginning beginning, OpenSource input) {
        if (!input.info().live()) {
            return true;
        }
        return onlyClosed
                && config.pacing() != Pacing.REAL_TIME
                && !input.info().isFetchedInPieces()
                && input.beginsLike(beginning);
    }

    /** Ends a search that is on: the capture is over, and nobody takes what it would find. */
    @Override
    public void close() {
        OwnedThread on = search;
        if (on == null) {
            return;
        }
        context.stop().give();
        on.interrupt();
        on.join(CLOSE_LIMIT)
                .ifPresent(stuck -> LOGGER.atWarn()
                        .addKeyValue("stream", config.streamId())
                        .setCause(stuck)
                        .log("{} takes long to be let go of", config.source().redacted()));
        if (came.poll() instanceof Return.Back back) {
            back.source().close();
        }
        search = null;
    }
}
