package dev.brushcast.worker.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which slot is whose. A slot stays where it is, for a move is a pause: unless its worker is gone or leaves, or another one has
 * so much less to do, for what it can, that the busiest worker is a good deal busier than it need be. Slots without a stream move
 * for free and are spread evenly, for new streams to find one wherever there is room.
 *
 * <p>Kafka takes a slot from the one first and then asks again whom to give it to. Slots that nobody has are therefore only placed:
 * nothing else with a stream moves meanwhile. Pure: the same in, the same out.
 */
public final class SlotShares {

    /** The busiest worker may have this much more to do than all would have that are equally busy: a move is a pause. */
    private static final double UNEVEN = 1.1;

    /** What a stream takes of a worker besides the engine's time: a trial in which everything is quick says little. */
    private static final double EACH = 0.02;

    /** Trials of machines that are alike differ by a quarter: one that comes out of it a little faster gets nobody's stream. */
    private static final double ALIKE = 0.7;

    private static final double EPSILON = 1e-9;

    private final SortedMap<String, Worker> workers = new TreeMap<>();
    private final Map<Integer, Double> work;
    private final SortedMap<Integer, String> owners = new TreeMap<>();

    /**
     * A worker of the group.
     *
     * @param name tells it from the others
     * @param speed how much work it can do, above 0
     * @param threads how many slots it can serve at a time
     */
    public record Worker(String name, double speed, int threads) {

        public Worker {
            if (!(speed > 0) || Double.isInfinite(speed)) {
                throw new IllegalArgumentException("a worker's speed must be above 0, not " + speed);
            }
        }

        Worker withSpeed(double other) {
            return new Worker(name, other, threads);
        }
    }

    private SlotShares(List<Worker> workers, Map<Integer, Double> work) {
        double fastest = workers.stream().mapToDouble(Worker::speed).max().orElse(1);
        workers.forEach(worker ->
                this.workers.put(worker.name(), worker.speed() < ALIKE * fastest ? worker : worker.withSpeed(fastest)));
        this.work = work;
    }

    /**
     * Divides slots.
     *
     * @param workers that take part, at least one; one that leaves is none of them
     * @param slots all of them
     * @param before whose they are now; a slot that nobody has, or somebody who does not take part, is not in it or counts as such
     * @param work that a slot's stream is, in the units of the workers' speed; none: it has no stream
     * @return every slot's worker
     */
    public static SortedMap<Integer, String> divide(
            List<Worker> workers, SortedSet<Integer> slots, Map<Integer, String> before, Map<Integer, Double> work) {
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("there is nobody to divide slots among");
        }
        SlotShares shares = new SlotShares(workers, work);
        slots.forEach(slot -> shares.keep(slot, before.get(slot)));
        List<Integer> open = slots.stream()
                .filter(slot -> !shares.owners.containsKey(slot))
                .sorted(Comparator.comparingDouble((Integer slot) -> -shares.work(slot))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        open.stream().filter(shares::isBusy).forEach(slot -> shares.owners.put(slot, shares.leastBusyWith(slot)));
        boolean settled =
                open.stream().noneMatch(shares::isBusy); // else streams stand still already: one pause at a time
        for (int moves = 0; settled && moves < slots.size() && shares.relieveBusiest(); moves++) {}
        open.stream()
                .filter(slot -> !shares.isBusy(slot))
                .forEach(slot -> shares.owners.put(slot, shares.fewestFree()));
        for (int moves = 0; moves < slots.size() && shares.evenOut(); moves++) {}
        return shares.owners;
    }

    private void keep(int slot, @Nullable String owner) {
        Worker worker = owner == null ? null : workers.get(owner);
        if (worker != null && count(worker) < worker.threads()) {
            owners.put(slot, worker.name());
        }
    }

    private double work(int slot) {
        return work.getOrDefault(slot, 0.0);
    }

    private boolean isBusy(int slot) {
        return work(slot) > 0;
    }

    private Stream<Integer> slotsOf(Worker worker) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(worker.name()))
                .map(Map.Entry::getKey);
    }

    private long count(Worker worker) {
        return slotsOf(worker).count();
    }

    private long free(Worker worker) {
        return slotsOf(worker).filter(slot -> !isBusy(slot)).count();
    }

    /** Share of a worker's time that its streams take. */
    private double busy(Worker worker) {
        return slotsOf(worker).mapToDouble(slot -> share(worker, slot)).sum();
    }

    private double share(Worker worker, int slot) {
        return isBusy(slot) ? work(slot) / worker.speed() + EACH : 0;
    }

    /** What every worker's would be if streams could be cut. */
    private double even() {
        double all = work.values().stream().mapToDouble(Double::doubleValue).sum();
        double speed = workers.values().stream().mapToDouble(Worker::speed).sum();
        return all / speed + EACH * work.size() / workers.size();
    }

    private List<Worker> withThreadsLeft() {
        return workers.values().stream()
                .filter(worker -> count(worker) < worker.threads())
                .toList();
    }

    /** Those that have a thread left; all, if none has: a slot must be somebody's. */
    private List<Worker> takers() {
        List<Worker> some = withThreadsLeft();
        return some.isEmpty() ? List.copyOf(workers.values()) : some;
    }

    private String leastBusyWith(int slot) {
        return takers().stream()
                .min(Comparator.comparingDouble((Worker worker) -> busy(worker) + share(worker, slot))
                        .thenComparingLong(this::count)
                        .thenComparing(Worker::name))
                .orElseThrow()
                .name();
    }

    private String fewestFree() {
        return takers().stream()
                .min(Comparator.comparingLong(this::free)
                        .thenComparingLong(this::count)
                        .thenComparing(Worker::name))
                .orElseThrow()
                .name();
    }

    /** A move to somebody who is less busy with it than the busiest was, the best of them; false: it is not worth a pause. */
    private boolean relieveBusiest() {
        Worker busiest = workers.values().stream()
                .max(Comparator.comparingDouble(this::busy).thenComparing(Worker::name))
                .orElseThrow();
        double now = busy(busiest);
        if (now <= even() * UNEVEN) {
            return false;
        }
        Move best = null;
        for (int slot : slotsOf(busiest).filter(this::isBusy).toList()) {
            double left = now - share(busiest, slot);
            for (Worker taker : withThreadsLeft()) {
                double then = Math.max(left, busy(taker) + share(taker, slot));
                if (!taker.equals(busiest) && then < (best == null ? now : best.then()) - EPSILON) {
                    best = new Move(slot, taker, then);
                }
            }
        }
        if (best == null) {
            return false;
        }
        owners.put(best.slot(), best.taker().name());
        return true;
    }

    private record Move(int slot, Worker taker, double then) {}

    private boolean evenOut() {
        Comparator<Worker> byFree = Comparator.comparingLong(this::free);
        Worker most = workers.values().stream()
                .max(byFree.thenComparing(Worker::name))
                .orElseThrow();
        Optional<Worker> fewest = withThreadsLeft().stream().min(byFree.thenComparing(Worker::name));
        if (fewest.isEmpty() || free(most) - free(fewest.get()) <= 1) {
            return false;
        }
        int slot = slotsOf(most)
                .filter(candidate -> !isBusy(candidate))
                .reduce((_, last) -> last)
                .orElseThrow();
        owners.put(slot, fewest.get().name());
        return true;
    }
}
