package dev.brushcast.kit.lifecycle;

import java.util.concurrent.CompletionStage;

/** Something that is started once, works by itself, and is closed once. Not started again after that. */
public interface Service extends AutoCloseable {

    /** What messages call it; the same for the whole life. */
    String name();

    /** Starts the work and returns. When this throws, the service is closed and never used. */
    void start();

    /**
     * Completes when the service has done all that it had to, which may be never; exceptionally when it failed.
     * Completes on any thread, before or after {@link #close}.
     */
    CompletionStage<Void> finished();

    /** Stops and releases everything, in bounded time. May be called at any time, also twice, also when not started. */
    @Override
    void close();
}
