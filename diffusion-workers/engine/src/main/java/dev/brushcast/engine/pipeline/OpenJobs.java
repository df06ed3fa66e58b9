package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What an engine has been asked for and has not answered: no more frames at once than there is room for, and no answer to be
 * waited for once the engine has ended. Safe for use by several threads.
 */
public final class OpenJobs {

    private final int room;
    private final Semaphore frames;
    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable EngineException> ended = new AtomicReference<>();

    /** Something asked for. */
    public interface Job {

        /** Done once it is answered. */
        CompletableFuture<?> result();

        /** The engine cannot go on. */
        void abort(EngineException cause);
    }

    /** @param room frames that may be in the engine at once */
    public OpenJobs(int room) {
        this.room = room;
        this.frames = new Semaphore(room, true);
    }

    /**
     * Takes a job in, once there is room for its frames; one of more frames than there is room for once there are no others.
     *
     * @return why it is not taken in; empty if it is
     */
    public Optional<EngineException> enter(Job job, int count) {
        EngineException before = ended.get();
        if (before != null) {
            return Optional.of(before);
        }
        int needed = Math.min(room, count);
        try {
            frames.acquire(needed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new EngineException("interrupted while waiting for room", e));
        }
        jobs.add(job);
        var _ = job.result().whenComplete((_, _) -> {
            jobs.remove(job);
            frames.release(needed);
        });
        return Optional.empty();
    }

    /** A job is on its way. Those that ended the engine may have looked for jobs before this one was there. */
    public void begun(Job job) {
        EngineException end = ended.get();
        if (end != null) {
            job.abort(end);
        }
    }

    /** Whether the engine answers no more. */
    public boolean hasEnded() {
        return ended.get() != null;
    }

    /**
     * The engine answers no more: nobody is to wait.
     *
     * @return whether it had not ended before
     */
    public boolean end(EngineException cause) {
        boolean first = ended.compareAndSet(null, cause);
        if (first) {
            jobs.forEach(job -> job.abort(cause));
        }
        return first;
    }

    /** The same, because a thread of the engine's has failed. */
    public void broken(Throwable cause) {
        end(new EngineException("the engine is broken: " + EngineException.reason(cause) + "; restart it", cause));
    }
}
