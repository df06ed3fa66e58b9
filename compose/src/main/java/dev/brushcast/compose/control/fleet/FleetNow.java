package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The workers that serve, and what they have to carry, at one moment.
 *
 * @param workers that serve and still tell, by their names
 * @param claims of live streams, those among them that workers do not know of yet
 */
public record FleetNow(List<WorkerHealth> workers, List<Claim> claims) {

    /** Of what a worker can do, as much is given away: above it, a batch that is a little late makes the next one late. */
    public static final double FULL = 0.85;

    public FleetNow {
        workers = workers.stream()
                .sorted(Comparator.comparing(WorkerHealth::getWorker))
                .toList();
        claims = List.copyOf(claims);
    }

    /** Whose a slot is; of two that claim it, which is so while it moves, the one that told last. */
    public Optional<WorkerHealth> ofSlot(int slot) {
        return workers.stream()
                .filter(worker -> worker.getSlots().contains(slot))
                .max(Comparator.comparingLong(WorkerHealth::getUpdatedAtUs).thenComparing(WorkerHealth::getWorker));
    }

    /** The slots of a worker, without those that have moved since it told. */
    Set<Integer> slots(WorkerHealth worker) {
        Set<Integer> slots = new TreeSet<>(worker.getSlots());
        slots.removeIf(slot -> ofSlot(slot)
                .map(owner -> !owner.getWorker().equals(worker.getWorker()))
                .orElse(true));
        return slots;
    }

    /** The streams of a worker's slots. */
    public List<Claim> claims(WorkerHealth worker) {
        Set<Integer> slots = slots(worker);
        return claims.stream().filter(claim -> slots.contains(claim.slot())).toList();
    }

    /** Live streams in slots that no worker has: nobody renders them now. */
    public List<Claim> unserved() {
        return claims.stream().filter(claim -> ofSlot(claim.slot()).isEmpty()).toList();
    }

    /** Share of a worker's capacity that its slots' streams ask for. */
    public double load(WorkerHealth worker) {
        Capacity capacity = Capacity.of(worker);
        return claims(worker).stream()
                .mapToDouble(claim -> capacity.share(claim.work()))
                .sum();
    }

    /** Share of its capacity that a worker has left to give away; below 0: it has more than that. */
    public double room(WorkerHealth worker) {
        return FULL * worker.getSustained() - load(worker);
    }

    /** Whether any worker has said what it can do. */
    boolean isMeasured() {
        return workers.stream().anyMatch(worker -> Capacity.of(worker).isKnown());
    }

    /** How many frames of such work more would fit a worker. */
    double framesLeft(WorkerHealth worker, FrameWork work) {
        return Math.max(0, room(worker)) * Capacity.of(worker).framesPerSecond(work);
    }

    FleetNow without(String streamId) {
        return new FleetNow(
                workers,
                claims.stream()
                        .filter(claim -> !claim.streamId().equals(streamId))
                        .toList());
    }
}
