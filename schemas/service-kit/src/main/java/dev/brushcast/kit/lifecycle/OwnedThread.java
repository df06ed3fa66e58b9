package dev.brushcast.kit.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the work it was made for. Whatever the work touches belongs to this thread until it has ended. Started once;
 * how it ended is told once, on the thread itself, so that no failure is lost.
 */
public final class OwnedThread {

    private final Thread thread;

    /** What the thread does; an interrupt asks it to return. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Hears how the work ended. */
    @FunctionalInterface
    public interface Ended {
        /** @param failure what the work threw; null: it returned */
        void ended(@Nullable Throwable failure);
    }

    /**
     * A daemon thread, not started yet.
     *
     * @param name of the thread, as logs and stack dumps show it
     */
    public OwnedThread(String name, Work work, Ended ended) {
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            Throwable failure = null;
            try {
                work.run();
            } catch (Throwable e) { // handed to whoever waits for the end
                failure = e;
            }
            ended.ended(failure);
        });
    }

    public void start() {
        thread.start();
    }

    /** Asks the work to return: whatever it waits for is interrupted. */
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * Waits for the end, at most for so long, also when the caller is interrupted: its interrupt is kept for later.
     *
     * @return empty if it has ended or was never started, else what says where it hangs
     */
    public Optional<ServiceStuckException> join(Duration deadline) {
        if (thread.getState() == Thread.State.NEW || Joining.joined(thread, deadline)) {
            return Optional.empty();
        }
        return Optional.of(new ServiceStuckException(thread.getName(), deadline, thread));
    }
}
