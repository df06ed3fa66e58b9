package dev.brushcast.compose.bench;

import java.time.Duration;
import java.util.List;

/**
 * What fleets are measured.
 *
 * @param workers how many each has, rising
 * @param fps of each stream
 * @param settling how long the streams of a round run before they are judged
 * @param length how long they are judged
 * @param engine as {@code --fake-engine} takes it
 * @param streamsPerWorker 0: as many as a worker says that it can carry
 */
public record FleetPlan(
        List<Integer> workers, int fps, Duration settling, Duration length, String engine, int streamsPerWorker) {

    public FleetPlan {
        workers = List.copyOf(workers);
    }
}
