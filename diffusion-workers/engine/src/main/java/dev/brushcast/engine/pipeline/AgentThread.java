package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import java.time.Duration;
import java.util.function.Consumer;

/** One thread that does one stage's work over and over, until it is closed. Whatever the stage owns, this thread owns. */
public final class AgentThread implements AutoCloseable {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final Thread thread;
    private volatile boolean closed;

    /** Some work, which may wait for more. */
    public interface Duty {
        void work() throws InterruptedException;
    }

    /** @param broken told once if the duty throws: the thread has ended then */
    public AgentThread(String name, Duty duty, Consumer<Throwable> broken) {
        thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(duty, broken));
    }

    public void start() {
        thread.start();
    }

    private void run(Duty duty, Consumer<Throwable> broken) {
        while (!closed) {
            try {
                duty.work();
            } catch (InterruptedException e) {
                // Only close() interrupts.
                return;
            } catch (RuntimeException | Error e) {
                broken.accept(e);
                return;
            }
        }
    }

    /** Ends the thread once its call in progress is over. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(LONGEST_CALL)) {
                StringBuilder where = new StringBuilder();
                for (StackTraceElement element : thread.getStackTrace()) {
                    where.append(" < ").append(element.getMethodName());
                }
                throw new EngineException(thread.getName() + " did not end within " + LONGEST_CALL + where);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
