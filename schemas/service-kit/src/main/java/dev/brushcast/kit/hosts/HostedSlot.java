package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of one slot's stream what it is to be, again and again: starts it, changes it, starts a failed one anew after a pause,
 * and closes it. The stream belongs to the slot's own thread, so that one that takes long holds no other. {@link #want} and
 * {@link #leave} may be called by any thread.
 */
final class HostedSlot {

    /** What has run for so long has not failed at once. */
    static final Duration LASTING = Duration.ofMinutes(1);

    /** Who was given up for dead and wakes hears from its group by then that its slots are gone. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(HostedSlot.class);

    private final HostedStream.Opener opener;
    private final Failed failed;
    private final Backoff pauses;
    private final LongSupplier nanoClock;
    private final OwnedThread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable DesiredStream wanted;
    private boolean leaving;

    // of the thread
    private @Nullable HostedStream stream;
    private @Nullable DesiredStream made;
    private long openedNs;

    /** Hears why a stream does not run. */
    @FunctionalInterface
    interface Failed {
        void failed(DesiredStream stream, Throwable failure);
    }

    /**
     * A slot that is to hold nothing yet.
     *
     * @param name of its thread
     * @param pauses before a stream that failed is started anew; the first again once one has run for {@link #LASTING}
     */
    HostedSlot(String name, HostedStream.Opener opener, Failed failed, Backoff pauses, LongSupplier nanoClock) {
        this.opener = opener;
        this.failed = failed;
        this.pauses = pauses;
        this.nanoClock = nanoClock;
        this.thread = new OwnedThread(name, this::run, HostedSlot::ended);
        thread.start();
    }

    /** The stream is to be this; null: there is none. */
    void want(@Nullable DesiredStream desired) {
        lock.lock();
        try {
            wanted = desired;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The slot is somebody else's: its stream is closed, and the thread ends. */
    void leave() {
        lock.lock();
        try {
            leaving = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has left. */
    void join(Duration deadline) {
        thread.join(deadline)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a stream is not closed yet"));
    }

    private void run() throws InterruptedException {
        try {
            while (true) {
                DesiredStream next = awaitChange();
                if (next == null) {
                    if (isRemoved() && stream != null) {
                        stream.end();
                    }
                    close();
                    if (isLeaving()) {
                        return;
                    }
                } else {
                    become(next);
                }
            }
        } finally {
            close();
        }
    }

    /** Waits until there is something to do, or a pause is over. */
    private @Nullable DesiredStream awaitChange() throws InterruptedException {
        lock.lock();
        try {
            HostedStream failedOne = stream;
            if (failedOne != null && hasFailed(failedOne)) {
                long left = pause(failedOne).toNanos();
                while (left > 0 && isAsWanted()) {
                    left = changed.awaitNanos(left);
                }
                return target();
            }
            while (isAsWanted() && (stream == null || !hasFailed(stream))) {
                changed.await();
            }
            return target();
        } finally {
            lock.unlock();
        }
    }

    private Duration pause(HostedStream failedOne) {
        if (isElsewhere(failedOne.finished().toCompletableFuture().exceptionNow())) {
            return ELSEWHERE;
        }
        if (nanoClock.getAsLong() - openedNs >= LASTING.toNanos()) {
            pauses.reset();
        }
        return pauses.next();
    }

    private boolean isAsWanted() {
        DesiredStream target = target();
        return !leaving && Objects.equals(target, made);
    }

    private @Nullable DesiredStream target() {
        return leaving || wanted == null || !wanted.getRunning() ? null : wanted;
    }

    /** Not only to stand still, nor to go on elsewhere. */
    private boolean isRemoved() {
        lock.lock();
        try {
            return !leaving && wanted == null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeaving() {
        lock.lock();
        try {
            return leaving;
        } finally {
            lock.unlock();
        }
    }

    private void become(DesiredStream next) {
        HostedStream running = stream;
        if (running != null && !hasFailed(running) && running.becomes(next)) {
            made = next;
            return;
        }
        if (!next.equals(made)) {
            pauses.reset();
        }
        close();
        made = next;
        open(next);
    }

    private void open(DesiredStream next) {
        openedNs = nanoClock.getAsLong();
        try {
            HostedStream opened = opener.open(next);
            stream = opened;
            opened.start();
            follow(next, opened);
        } catch (RuntimeException e) {
            tell(next, e);
            close(stream);
            stream = new NotOpened(e);
        }
    }

    private void follow(DesiredStream next, HostedStream opened) {
        opened.finished().whenComplete((_, failure) -> {
            if (failure != null) {
                tell(next, failure);
                lock.lock();
                try {
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        });
    }

    private void tell(DesiredStream which, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("stream", which.getStreamId())
                .addKeyValue("revision", which.getRevision())
                .log("does not run: {}", Reason.of(failure));
        if (!isElsewhere(failure)) { // the stream runs: it is not for this host to say otherwise
            failed.failed(which, failure);
        }
    }

    private static boolean isElsewhere(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OwnedElsewhere) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFailed(HostedStream stream) {
        return stream.finished().toCompletableFuture().isCompletedExceptionally();
    }

    private void close() {
        HostedStream closed = stream;
        stream = null;
        made = null;
        close(closed);
    }

    private static void close(@Nullable HostedStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("{} was not closed as it should be", stream.name());
            }
        }
    }

    private static void ended(@Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.atError().setCause(failure).log("a slot is not looked after any more");
        }
    }

    /** Stands for a stream that could not even be opened. */
    private record NotOpened(RuntimeException why) implements HostedStream {

        @Override
        public String name() {
            return "a stream that was not opened";
        }

        @Override
        public void start() {}

        @Override
        public CompletableFuture<Void> finished() {
            return CompletableFuture.failedFuture(why);
        }

        @Override
        public boolean becomes(DesiredStream changed) {
            return false;
        }

        @Override
        public void end() {}

        @Override
        public void close() {}
    }
}
