package dev.brushcast.compose.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.fleet.FleetWorld.Control;
import dev.brushcast.compose.control.fleet.FleetWorld.Move;
import dev.brushcast.compose.control.fleet.FleetWorld.Worker;
import dev.brushcast.compose.control.store.Write;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.WorkerState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fleet lives for a minute and a half of its own time: workers come, go and die, streams come and go, by two controls, while what
 * workers tell is on its way. After every event the claims below are looked at. A seed that fails is in the message, and fails again.
 */
class FleetSimulationTest {

    private static final int SEEDS = 200;

    /** Few, for settings are read once for each. */
    private static final List<Double> RATES = List.of(7.0, 25.0, 30.0, 60.0);

    private static final long LENGTH_MS = 90_000;

    /** Longer than a report and a rebalance are on their way. */
    private static final long SETTLED_MS = 15_000;

    private long seed;
    private FleetWorld world = new FleetWorld(0);
    private final Map<String, Integer> slotOf = new HashMap<>();
    private final Set<String> beyond = new HashSet<>();
    private int streams;
    private int admitted;
    private int refused;
    private int looked;
    private final Set<String> moved = new HashSet<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 100, 150})
    void noStreamIsPlacedTwiceOrMovedWithoutNeedAndNoneIsLetInThatCannotBeCarried(int first) {
        for (seed = first; seed < first + SEEDS / 4; seed++) {
            world = new FleetWorld(seed);
            slotOf.clear();
            beyond.clear();
            streams = 0;
            looked = 0;
            moved.clear();
            for (int i = world.random.nextInt(0, 4); i > 0; i--) {
                world.join();
            }
            plan();
            while (world.step(LENGTH_MS)) {
                everySlotHasOneStreamAndEveryStreamKeepsItsSlot();
                slotsBelongToMembersOnly();
                nothingMovesTwiceForOneChange();
            }
        }
        assertThat(admitted).as("streams that were let in").isGreaterThan(500);
        assertThat(refused).as("streams that were refused").isGreaterThan(100);
    }

    private void plan() {
        world.in(world.random.nextLong(50, 1_500), () -> {
            plan();
            switch (world.random.nextInt(24)) {
                case 0 -> world.join();
                case 1 -> any(world.members()).filter(this::isServing).ifPresent(world::leave);
                case 2 -> any(world.members()).filter(this::isServing).ifPresent(world::die);
                case 3, 4, 5, 6, 7 ->
                    any(List.copyOf(world.log.streams().values())).ifPresent(world::remove);
                default -> create();
            }
        });
    }

    private boolean isServing(Worker worker) {
        return worker.alive
                && worker.state == WorkerState.SERVING
                && world.members().size() > 1;
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(world.random.nextInt(all.size())));
    }

    private void create() {
        Control control = world.controls.get(world.random.nextInt(2));
        Control other = world.controls.get(1 - world.controls.indexOf(control));
        String id = "s" + streams++;
        double rate = RATES.get(world.random.nextInt(RATES.size()));
        boolean force = world.random.nextInt(20) == 0;
        boolean settled = isSettled();
        boolean both = world.random.nextInt(4) == 0;
        if (both) {
            String second = "s" + streams++;
            world.log.before(() -> note(second, world.create(other, second, rate, false), false));
        }
        Map<String, Double> before = loads();
        Write write = world.create(control, id, rate, force);
        note(id, write, force);
        if (settled && !both) {
            judged(write, rate, before, force);
        }
    }

    private void note(String id, Write write, boolean force) {
        if (write instanceof Write.Done done) {
            slotOf.put(id, done.stream().getSlot());
            admitted++;
            if (force) {
                beyond.add(id);
            }
        } else {
            refused++;
        }
    }

    /** Nothing has changed for longer than word takes to get about: what is decided must be right by what is so. */
    private void judged(Write write, double rate, Map<String, Double> before, boolean force) {
        List<Worker> serving = world.members();
        switch (write) {
            case Write.Done done -> {
                String owner = world.owners.get(done.stream().getSlot());
                if (owner != null && !force) {
                    assertThat(world.load(owner))
                            .as(
                                    "seed %d: load of the worker that got %s",
                                    seed, done.stream().getStreamId())
                            .isLessThanOrEqualTo(FleetNow.FULL + 1e-6);
                }
                double best = serving.stream()
                        .filter(worker -> hasFreeSlot(worker, done.stream()))
                        .mapToDouble(worker -> left(before, worker))
                        .max()
                        .orElse(Double.NEGATIVE_INFINITY);
                if (owner != null) {
                    assertThat(left(before, world.worker(owner)))
                            .as("seed %d: most room", seed)
                            .isGreaterThanOrEqualTo(best - 1e-6);
                }
            }
            case Write.NoRoom _ ->
                assertThat(serving)
                        .as("seed %d: nobody with a free slot has room for %s frames a second", seed, rate)
                        .noneMatch(worker -> hasFreeSlot(worker, null)
                                && before.getOrDefault(worker.name, 0.0) + rate / worker.speed < FleetNow.FULL - 1e-6);
            case Write.NoSlotFree _ -> assertThat(world.log.streams()).hasSize(world.slots);
            case Write.Changed _, Write.Gone _ -> throw new AssertionError("seed " + seed + ": " + write);
        }
    }

    private double left(Map<String, Double> before, Worker worker) {
        return (FleetNow.FULL - before.getOrDefault(worker.name, 0.0)) * worker.speed;
    }

    private boolean hasFreeSlot(Worker worker, @Nullable DesiredStream besides) {
        return world.owners.entrySet().stream()
                .anyMatch(entry -> entry.getValue().equals(worker.name)
                        && world.log.streams().values().stream()
                                .noneMatch(stream -> stream.getSlot() == entry.getKey()
                                        && (besides == null
                                                || !stream.getStreamId().equals(besides.getStreamId()))));
    }

    private Map<String, Double> loads() {
        return world.workers.keySet().stream().collect(Collectors.toMap(name -> name, world::load));
    }

    private boolean isSettled() {
        boolean told = world.workers.values().stream()
                .allMatch(worker ->
                        !worker.alive || worker.state == WorkerState.WARMING_UP || worker.state == WorkerState.SERVING);
        boolean missed = world.owners.values().stream().allMatch(owner -> world.worker(owner).alive);
        return told && missed && world.nowMs() - world.changedAtMs > SETTLED_MS;
    }

    private void everySlotHasOneStreamAndEveryStreamKeepsItsSlot() {
        Set<Integer> taken = new HashSet<>();
        world.log.streams().forEach((id, stream) -> {
            int slot = stream.getSlot();
            require(slot >= 0 && slot < world.slots && taken.add(slot), "slot " + slot + " of " + id + " is its own");
            require(slot == slotOf.getOrDefault(id, -1), "slot " + slot + " of " + id + " stays the same");
        });
    }

    private void slotsBelongToMembersOnly() {
        world.owners.forEach((slot, owner) -> require(
                world.worker(owner).state != WorkerState.WARMING_UP, owner + ", which warms up, has slot " + slot));
    }

    private void nothingMovesTwiceForOneChange() {
        while (looked < world.moves.size()) {
            Move move = world.moves.get(looked++);
            require(!move.from().equals(move.to()), "slot " + move.slot() + " moves from one to another");
            require(
                    !move.busy() || moved.add(move.rebalance() + ":" + move.slot()),
                    "slot " + move.slot() + " moves once in rebalance " + move.rebalance());
        }
    }

    private void require(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError("seed " + seed + ": " + claim);
        }
    }
}
