package dev.brushcast.egress.rtmp;

import dev.brushcast.kit.retry.Backoff;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.output.FlvSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to one RTMP server, from a thread of its own. When the connection cannot be made or is lost, it tries again after a
 * while, for as long as the stream goes on; each connection begins with the sequence headers and a key picture, times go on.
 * A recording is sent no faster than it plays. {@link #offer} and {@link #close} may be called by any thread.
 */
public final class RtmpPublisher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RtmpPublisher.class);
    private static final int QUEUE_ITEMS = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    private static final long POLL_MS = 100;

    private final RtmpTarget target;
    private final RtmpQueue queue = new RtmpQueue(QUEUE_ITEMS);
    private final Backoff backoff;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean aborting;
    private RtmpItem.@Nullable Begin epoch;
    private @Nullable FlvSession session;
    private @Nullable PlayClock clock;
    private long nextAttempt;
    private long sessions;
    private final AtomicLong publishedPictures = new AtomicLong();

    /** A publisher; {@link #start()} sets it going. */
    public RtmpPublisher(RtmpTarget target, RandomGenerator random) {
        this.target = target;
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
        this.thread = Thread.ofPlatform().name("egress-rtmp").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Hands over what is next. */
    void offer(RtmpItem item) {
        try {
            queue.offer(item);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pictures that the server has taken. */
    public long publishedPictures() {
        return publishedPictures.get();
    }

    /** Pictures that were not sent: the server was away or too slow. */
    public long droppedPictures() {
        return queue.droppedPictures();
    }

    /** Waits until all that was handed over is sent or given up, for at most so long. */
    public void drain(Duration deadline) {
        stopping = true;
        join(deadline);
    }

    @Override
    public void close() {
        stopping = true;
        queue.close();
        join(CLOSE_DEADLINE);
        aborting = true;
        join(CLOSE_DEADLINE);
    }

    private void join(Duration deadline) {
        try {
            if (thread.isAlive()) {
                thread.join(deadline);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!aborting && !(stopping && (queue.isEmpty() || session == null))) {
                RtmpItem item = queue.take(POLL_MS);
                if (item != null) {
                    handle(item);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void handle(RtmpItem item) throws InterruptedException {
        switch (item) {
            case RtmpItem.Begin begin -> {
                disconnect();
                epoch = begin;
                nextAttempt = System.nanoTime();
            }
            case RtmpItem.Picture(var packet) -> {
                if (session == null && packet.key()) {
                    connect();
                }
                FlvSession to = session;
                if (to != null) {
                    pace(packet.pts());
                    send(() -> to.picture(packet));
                    publishedPictures.incrementAndGet();
                }
            }
            case RtmpItem.Audio(var packet) -> {
                FlvSession to = session;
                if (to != null) {
                    send(() -> to.audio(packet));
                }
            }
            case RtmpItem.End _ -> disconnect();
        }
    }

    private void connect() {
        RtmpItem.Begin begin = epoch;
        if (begin == null || System.nanoTime() - nextAttempt < 0) {
            return;
        }
        try {
            session =
                    new FlvSession(target.address().toString(), begin.video(), begin.audio(), PATIENCE, () -> aborting);
            clock = begin.live() ? null : new PlayClock();
            backoff.reset();
            queue.taking(true);
            sessions++;
            LOGGER.atInfo()
                    .addKeyValue("target", target)
                    .log(sessions == 1 ? "RTMP: publishing" : "RTMP: publishing again");
        } catch (MediaException e) {
            retry(e);
        }
    }

    private void send(Runnable call) {
        try {
            call.run();
        } catch (MediaException e) {
            disconnect();
            retry(e);
        }
    }

    private void retry(MediaException cause) {
        Duration wait = backoff.next();
        nextAttempt = System.nanoTime() + wait.toNanos();
        LOGGER.atWarn()
                .addKeyValue("target", target)
                .log("RTMP: {}; next attempt in {} ms", cause.getMessage(), wait.toMillis());
    }

    private void pace(long pts) throws InterruptedException {
        if (clock != null && !stopping) {
            clock.await(pts);
        }
    }

    private void disconnect() {
        queue.taking(false);
        FlvSession from = session;
        if (from != null) {
            session = null;
            from.close();
        }
    }
}
