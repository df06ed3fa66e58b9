package dev.brushcast.egress.push;

import dev.brushcast.egress.push.PushStatus.State;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to one server, from a thread of its own. When the connection cannot be made or is lost, it tries again after a while,
 * for as long as the stream goes on; each connection begins with the sequence headers and a key picture, times go on. A
 * recording is sent no faster than it plays. {@link #offer}, {@link #status} and {@link #close} may be called by any thread.
 */
public final class PushPublisher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PushPublisher.class);
    private static final int QUEUE_ITEMS = 512;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    /** A server that keeps one packet waiting for so long is not taking any. */
    private static final Duration STALL = Duration.ofSeconds(3);

    /** A connection that has lasted for so long is not one that the server is about to refuse. */
    private static final Duration TRIAL = Duration.ofSeconds(1);

    /** What has waited for a connection for longer is not what a live stream begins with. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final long POLL_MS = 100;

    private final String id;
    private final PushTarget target;
    private final PushQueue queue = new PushQueue(QUEUE_ITEMS, this::stalled);
    private final Backoff backoff;
    private final LongSupplier nanoClock;
    private final PushNews news;
    private final OwnedThread thread;
    private volatile boolean stopping;
    private volatile boolean aborting;
    private volatile long abortAt;
    private volatile boolean ended;

    private PushItem.@Nullable Begin epoch;
    private volatile @Nullable PushConnection connection;
    private @Nullable PlayClock clock;
    private long nextAttempt;
    private final AtomicLong connections = new AtomicLong();
    private final PushTally tally = new PushTally();
    private volatile long sendingSince;
    private long connectedAt;
    private boolean proven;
    private boolean startsLater;
    private long firstPts;

    /**
     * A publisher; {@link #start()} sets it going.
     *
     * @param id by which its status is known
     */
    public PushPublisher(String id, PushTarget target, RandomGenerator random) {
        this(id, target, new Backoff(FIRST_WAIT, LONGEST_WAIT, random), System::nanoTime);
    }

    PushPublisher(String id, PushTarget target, Backoff backoff, LongSupplier nanoClock) {
        this.id = id;
        this.target = target;
        this.backoff = backoff;
        this.nanoClock = nanoClock;
        this.news = new PushNews(target, nanoClock);
        this.thread = new OwnedThread("egress-" + id, this::run, this::over);
    }

    public void start() {
        thread.start();
    }

    /** What it pushes to. */
    public PushTarget target() {
        return target;
    }

    /** Hands over what is next. */
    void offer(PushItem item) {
        try {
            queue.offer(item);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it goes. */
    public PushStatus status() {
        State state = state();
        String why = state == State.STALLED ? "the server takes nothing" : news.reason();
        return new PushStatus(
                id,
                target.toString(),
                state,
                why,
                tally.sent(),
                tally.unsent() + queue.droppedPictures(),
                connections.get());
    }

    /** True while a server that is connected has not taken a packet for long. */
    private boolean stalled() {
        long since = sendingSince;
        return since != 0 && nanoClock.getAsLong() - since > STALL.toNanos();
    }

    private State state() {
        if (ended) {
            return State.ENDED;
        }
        if (connection == null) {
            return news.reason() == null ? State.WAITING : State.RETRYING;
        }
        return stalled() ? State.STALLED : State.PUBLISHING;
    }

    /** Waits until all that was handed over is sent or given up, for at most so long. */
    public void drain(Duration deadline) {
        stopping = true;
        var _ = thread.join(deadline); // close waits again, and says where it hangs
    }

    /** Ends it soon: what waits is not sent any more, and a server that takes nothing is left after a while. Does not wait. */
    public void leave() {
        queue.close();
        tally.notSent(queue.discard());
        abortAt = nanoClock.getAsLong() + CLOSE_DEADLINE.toNanos();
        stopping = true;
    }

    private boolean aborts() {
        long at = abortAt;
        return aborting || (at != 0 && nanoClock.getAsLong() - at > 0);
    }

    @Override
    public void close() {
        stopping = true;
        queue.close();
        if (thread.join(CLOSE_DEADLINE).isPresent()) {
            aborting = true;
            thread.join(CLOSE_DEADLINE)
                    .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("push to {}", target));
        }
    }

    private void run() throws InterruptedException {
        try {
            while (!aborts() && !(stopping && (queue.isEmpty() || givenUp()))) {
                PushItem item = queue.take(POLL_MS);
                if (item != null) {
                    handle(item);
                }
            }
        } finally {
            disconnect();
        }
    }

    private boolean givenUp() {
        return connection == null && news.reason() != null;
    }

    private void over(@Nullable Throwable failure) {
        queue.close();
        tally.notSent(queue.discard());
        ended = true;
        if (failure != null) {
            LOGGER.atError().setCause(failure).log("push to {} broke off", target);
        }
    }

    private void handle(PushItem item) throws InterruptedException {
        switch (item) {
            case PushItem.Begin begin -> {
                disconnect();
                epoch = begin;
                nextAttempt = nanoClock.getAsLong();
            }
            case PushItem.Picture picture -> picture(picture);
            case PushItem.Audio(var packet) -> {
                PushConnection to = connection;
                if (to != null && !isBeforePictures(packet)) {
                    boolean _ = send(() -> to.audio(packet));
                }
            }
            case PushItem.End _ -> disconnect();
        }
    }

    private void picture(PushItem.Picture picture) throws InterruptedException {
        if (connection == null && picture.packet().key()) {
            connect();
        }
        PushConnection to = connection;
        if (to != null && startsLater) {
            startsLater = false;
            tally.notSent(1); // the queue goes on with a newer key
            return;
        }
        if (to != null) {
            pace(picture.packet().pts());
        }
        if (to != null && send(() -> to.picture(picture.packet()))) {
            firstPts = Math.min(firstPts, picture.packet().pts());
            taken();
        } else {
            tally.notSent(1);
        }
    }

    /** Live audio may be a little late: what is older than the connection's first picture has no place there, FLV refuses it. */
    private boolean isBeforePictures(MediaPacket packet) {
        AudioFormat format = epoch == null ? null : epoch.audio();
        return format != null && packet.pts() * format.timeBase().value() * Ticks.PER_SECOND < firstPts;
    }

    private void taken() {
        if (!proven && nanoClock.getAsLong() - connectedAt >= TRIAL.toNanos()) {
            proven = true;
            backoff.reset();
            news.connected();
        }
        tally.taken(proven);
    }

    private void connect() {
        PushItem.Begin begin = epoch;
        if (begin == null || nanoClock.getAsLong() - nextAttempt < 0) {
            return;
        }
        try {
            long asked = nanoClock.getAsLong();
            connection = target.connect(begin, this::aborts);
            boolean late = nanoClock.getAsLong() - asked > LATE.toNanos();
            startsLater = late && begin.live() && queue.skipToNewestKey();
            clock = begin.live() ? null : new PlayClock();
            connectedAt = nanoClock.getAsLong();
            proven = false;
            firstPts = Long.MAX_VALUE;
            queue.taking(true);
            connections.incrementAndGet();
        } catch (PushException e) {
            retry(e);
        }
    }

    private boolean send(Runnable call) {
        try {
            sendingSince = nanoClock.getAsLong();
            call.run();
        } catch (PushException e) {
            tally.brokenOff();
            disconnect();
            retry(e);
            return false;
        } finally {
            sendingSince = 0;
        }
        return true;
    }

    private void retry(PushException cause) {
        Duration wait = target.listens() ? Duration.ZERO : backoff.next();
        nextAttempt = nanoClock.getAsLong() + wait.toNanos();
        news.failed(String.valueOf(cause.getMessage()), wait);
    }

    private void pace(long pts) throws InterruptedException {
        if (clock != null && !stopping) {
            clock.await(pts);
        }
    }

    private void disconnect() {
        queue.taking(false);
        PushConnection from = connection;
        if (from != null) {
            connection = null;
            tally.proven();
            from.close();
        }
    }
}
