package dev.brushcast.worker.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A chunk about which is to be decided.
 *
 * @param live whether it can be too late at all
 * @param sequence its number in the epoch
 * @param whole whether its frames are rendered all or none, as by a model that looks back
 * @param frames in order
 * @param age since its last frame counts as captured
 * @param waited since the worker could have had it
 * @param budget how long after that a frame may leave the worker
 * @param ways how its frames may be rendered, and how long that takes; empty: nobody knows yet
 */
public record ChunkAsk(
        boolean live,
        long sequence,
        boolean whole,
        List<Frame> frames,
        Duration age,
        Duration waited,
        Duration budget,
        Optional<Ways> ways) {

    /**
     * A frame of it.
     *
     * @param number in the epoch
     * @param leftNanos until its deadline
     */
    public record Frame(long number, long leftNanos) {}

    public ChunkAsk {
        frames = List.copyOf(frames);
    }
}
