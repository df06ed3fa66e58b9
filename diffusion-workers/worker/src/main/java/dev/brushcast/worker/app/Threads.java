package dev.brushcast.worker.app;

import dev.brushcast.kit.UserError;
import dev.brushcast.worker.config.WorkerConfig;

/** How many stream threads a worker runs. */
final class Threads {

    private Threads() {}

    /**
     * The configured number, or one for each slot.
     *
     * <p>A thread renders one chunk at a time. Slots that share a thread wait for each other, their frames never meet in
     * a batch, and both fall behind for ever; so a group that cannot give each slot a thread does not start.
     *
     * @param slots partitions of the topics
     * @throws UserError if the group has fewer threads than slots
     */
    static int of(WorkerConfig config, int slots) {
        if (config.concurrency().threads() == 0) {
            return slots;
        }
        long inGroup =
                (long) config.concurrency().threads() * config.membership().workers();
        if (inGroup < slots) {
            throw new UserError("Too few worker threads: " + config.membership().workers() + " worker(s) of "
                    + config.concurrency().threads()
                    + " thread(s) for " + slots + " slots. Leave 'threads' at 0 or set it to at least "
                    + Math.ceilDiv(slots, config.membership().workers()));
        }
        return config.concurrency().threads();
    }
}
