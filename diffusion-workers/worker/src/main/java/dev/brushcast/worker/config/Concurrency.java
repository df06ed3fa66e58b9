package dev.brushcast.worker.config;

/**
 * How much a worker does at a time.
 *
 * @param threads how many slots it can serve; 0: as many as there are, so that any worker can take over from all others
 * @param payloadThreads how many pictures are decoded or encoded; 0: one for each core
 */
public record Concurrency(int threads, int payloadThreads) {

    /** As much as there is. */
    public static final Concurrency DEFAULT = new Concurrency(0, 0);

    public Concurrency {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be at least 0, not " + threads);
        }
        if (payloadThreads < 0) {
            throw new IllegalArgumentException("payloadThreads must be at least 0, not " + payloadThreads);
        }
    }
}
