package dev.brushcast.engine.prompt;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.model.TextEncoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The one thread that uses a text encoder, its tokenizer included: whoever wants something of it asks here. Once this is closed
 * nothing uses the encoder any more, and it may be freed. Safe for use by several threads.
 */
public final class TextThread implements AutoCloseable {

    private final TextEncoder encoder;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("brushcast-text").daemon().factory());
    private volatile boolean closed;

    /** @param encoder not closed here */
    public TextThread(TextEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Has something done with the encoder, after what was asked for before.
     *
     * @return fails with an {@link EngineException} once this is closed
     */
    public <T> CompletableFuture<T> ask(Function<TextEncoder, T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> begin(work), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new EngineException("the engine is closed", e));
        }
    }

    private <T> T begin(Function<TextEncoder, T> work) {
        if (closed) {
            throw new EngineException("the engine is closed");
        }
        return work.apply(encoder);
    }

    /**
     * Takes nothing more on, fails what has not begun, and waits for what has. An interrupt does not end the wait, for then the
     * encoder would be freed in use.
     */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
