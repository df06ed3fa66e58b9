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

    /**
     * Ends the thread once its call in progress is over. An interrupt does not end the wait, for what the thread owns is freed
     * next.
     *
     * @throws EngineException if it does not end: then nothing of what it owns may be freed
     */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        long end = System.nanoTime() + LONGEST_CALL.toNanos();
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new EngineException(thread.getName() + " did not end within " + LONGEST_CALL + where());
                }
                try {
                    thread.join(Duration.ofNanos(left));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String where() {
        StringBuilder where = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            where.append(" < ").append(element.getMethodName());
        }
        return where.toString();
    }
}
