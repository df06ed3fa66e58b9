package dev.brushcast.kit.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The thread of an {@link Agent}.
 *
 * <p>{@link #finished} completes once the agent has released what it owns: normally when it had no more to do or was
 * closed, exceptionally when one of its methods threw. Safe for use by several threads.
 */
public final class AgentThread implements Service {

    private final Agent agent;
    private final Duration closeDeadline;
    private final Thread thread;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean closing;

    /**
     * A thread that is not started yet.
     *
     * @param agent what it runs
     * @param closeDeadline how long {@link #close} waits
     */
    public AgentThread(Agent agent, Duration closeDeadline) {
        this.agent = agent;
        this.closeDeadline = closeDeadline;
        this.thread = Thread.ofPlatform().name(agent.roleName()).unstarted(this::run);
    }

    @Override
    public String name() {
        return agent.roleName();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    /**
     * Interrupts the agent and waits for it to release what it owns. Called by the agent itself, it only asks to stop.
     *
     * @throws ServiceStuckException when it does not in time; it is left running
     */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            finished.complete(null);
            return;
        }
        thread.interrupt();
        if (thread != Thread.currentThread() && !Waiting.joined(thread, closeDeadline)) {
            throw new ServiceStuckException(name(), closeDeadline, thread);
        }
    }

    private void run() {
        Throwable failure = failureOf(this::work);
        boolean _ = Thread.interrupted(); // close's, which has done its work: releasing is not to be interrupted
        Throwable closeFailure = failureOf(agent::onClose);
        if (failure == null) {
            failure = closeFailure;
        } else if (closeFailure != null) {
            failure.addSuppressed(closeFailure);
        }
        if (failure == null) {
            finished.complete(null);
        } else {
            finished.completeExceptionally(failure);
        }
    }

    private void work() throws Exception {
        try {
            agent.onStart();
            boolean more = true;
            while (more && !closing) {
                more = agent.doWork();
            }
        } catch (InterruptedException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static @Nullable Throwable failureOf(Step step) {
        try {
            step.run();
            return null;
        } catch (Throwable e) { // told to whoever watches finished()
            return e;
        }
    }
}
