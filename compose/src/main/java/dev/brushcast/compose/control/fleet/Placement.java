package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Which slot a new stream gets: one of the worker that will have most room left with it. Pure. */
public final class Placement {

    private Placement() {}

    /**
     * The lowest free slot of that worker; of workers that are alike, of the one with fewer streams. Where no worker has told which
     * slots it has, the lowest of all.
     *
     * @param free slots without a desired stream
     * @param work what the stream asks for; empty: nothing that anybody waits for
     * @return empty: no slot is free
     */
    public static OptionalInt choose(FleetNow now, NavigableSet<Integer> free, Optional<FrameWork> work) {
        // A stream that control was not told of is in its slot all the same: only where nothing else is free, two share
        // one.
        NavigableSet<Integer> empty = new TreeSet<>(free);
        now.claims().forEach(claim -> empty.remove(claim.slot()));
        NavigableSet<Integer> open = empty.isEmpty() ? free : empty;
        Comparator<WorkerHealth> best = Comparator.comparingDouble((WorkerHealth worker) -> left(now, worker, work))
                .reversed()
                .thenComparingInt(worker -> now.claims(worker).size())
                .thenComparing(WorkerHealth::getWorker);
        return now.workers().stream()
                .filter(worker -> now.slots(worker).stream().anyMatch(open::contains))
                .min(best)
                .map(worker -> now.slots(worker).stream()
                        .filter(open::contains)
                        .mapToInt(Integer::intValue)
                        .min())
                .orElseGet(() -> open.stream().mapToInt(Integer::intValue).min());
    }

    /** In frames of the stream's kind, for workers are not equally fast; of a recording, in shares. */
    private static double left(FleetNow now, WorkerHealth worker, Optional<FrameWork> work) {
        Capacity capacity = Capacity.of(worker);
        return work.filter(_ -> capacity.isKnown())
                .map(frames -> (now.room(worker) - capacity.share(frames)) * capacity.framesPerSecond(frames))
                .orElseGet(() -> now.room(worker));
    }
}
