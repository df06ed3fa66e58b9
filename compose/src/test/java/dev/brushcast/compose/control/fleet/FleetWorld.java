package dev.brushcast.compose.control.fleet;

import dev.brushcast.compose.control.store.PaperLog;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.compose.control.store.Write;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.fleet.SlotShares;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in a time of its own: workers that warm up, tell of themselves late, leave and die; Kafka's group, which takes slots away
 * first and then gives them; two controls that hear the workers at different times and write to one log. Everything follows from the
 * seed.
 */
final class FleetWorld {

    private static final long START_MS = Instant.parse("2026-05-01T10:00:00Z").toEpochMilli();
    private static final int SIDE = 512;
    private static final long SESSION_MS = 6_000;
    private static final long TELLS_MS = 2_000;

    final SplittableRandom random;
    final int slots;
    final PaperLog log;
    final SortedMap<String, Worker> workers = new TreeMap<>();
    final List<Control> controls = new ArrayList<>();
    final Map<Integer, String> owners = new TreeMap<>();
    final List<Move> moves = new ArrayList<>();
    final Map<String, Double> fps = new HashMap<>();
    private final Fleet fleet = new Fleet("g", () -> nowMs() * 1_000);
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::number));
    private long nowMs = START_MS;
    private long number;
    private int rebalances;
    long changedAtMs = START_MS;

    private record Event(long atMs, long number, Runnable what) {}

    /** @param rebalance the how-manieth */
    record Move(int slot, String from, String to, int rebalance, boolean busy) {}

    static final class Worker {
        final String name;
        final double speed;
        WorkerState state = WorkerState.WARMING_UP;
        boolean alive = true;

        Worker(String name, double speed) {
            this.name = name;
            this.speed = speed;
        }
    }

    /** One of two instances. */
    static final class Control {
        final Map<String, WorkerHealth> heard = new TreeMap<>();
        StreamStore store;

        Control(FleetWorld world) {
            FleetDesk desk = new FleetDesk(
                    Topics.UNPREFIXED, heard::values, _ -> Optional.empty(), () -> Instant.ofEpochMilli(world.nowMs()));
            store = new StreamStore(world.log, () -> Instant.ofEpochMilli(world.nowMs()), desk);
        }
    }

    FleetWorld(long seed) {
        random = new SplittableRandom(seed);
        slots = random.nextInt(4, 33);
        log = new PaperLog(slots);
        controls.add(new Control(this));
        controls.add(new Control(this));
    }

    long nowMs() {
        return nowMs;
    }

    void in(long ms, Runnable what) {
        events.add(new Event(nowMs + ms, number++, what));
    }

    /** Runs what comes next; false: nothing does before the end. */
    boolean step(long lengthMs) {
        Event next = events.peek();
        if (next == null || next.atMs() > START_MS + lengthMs) {
            return false;
        }
        events.remove();
        nowMs = next.atMs();
        next.what().run();
        return true;
    }

    void join() {
        Worker worker = new Worker("w" + workers.size(), random.nextDouble(60, 400));
        workers.put(worker.name, worker);
        tell(worker);
        in(random.nextLong(500, 20_000), () -> {
            if (worker.alive) {
                worker.state = WorkerState.SERVING;
                rebalance();
            }
        });
    }

    /** On purpose: it says so, goes on until it has stopped, and its slots are given to others. */
    void leave(Worker worker) {
        worker.state = WorkerState.LEAVING;
        send(worker, health(worker));
        in(random.nextLong(10, 500), () -> {
            worker.alive = false;
            drop(worker);
            rebalance();
        });
    }

    /** It says nothing, and is missed after its session. */
    void die(Worker worker) {
        worker.alive = false;
        in(SESSION_MS, () -> {
            drop(worker);
            rebalance();
        });
    }

    private void drop(Worker worker) {
        owners.values().removeIf(worker.name::equals);
        changedAtMs = nowMs;
    }

    Worker worker(String name) {
        return Objects.requireNonNull(workers.get(name), name);
    }

    List<Worker> members() {
        return workers.values().stream()
                .filter(worker -> worker.alive && worker.state != WorkerState.WARMING_UP)
                .toList();
    }

    /** Takes what is to move from its owner, and gives it a little later by what is said then. */
    private void rebalance() {
        changedAtMs = nowMs;
        int round = ++rebalances;
        Map<Integer, String> before = new TreeMap<>(owners);
        divide(before).forEach((slot, owner) -> {
            if (before.containsKey(slot) && !owner.equals(before.get(slot))) {
                owners.remove(slot);
            }
        });
        in(random.nextLong(50, 1_500), () -> {
            changedAtMs = nowMs;
            Map<Integer, String> halfDone = new TreeMap<>(owners);
            divide(halfDone).forEach((slot, owner) -> {
                String from = halfDone.getOrDefault(slot, before.getOrDefault(slot, ""));
                if (!owner.equals(from)) {
                    moves.add(new Move(slot, from, owner, round, isBusy(slot)));
                }
                owners.put(slot, owner);
            });
        });
    }

    private SortedMap<Integer, String> divide(Map<Integer, String> before) {
        Map<String, Integer> threads = members().stream().collect(Collectors.toMap(worker -> worker.name, _ -> slots));
        if (threads.isEmpty()) {
            return new TreeMap<>();
        }
        Fleet.Shares shares = fleet.shares(threads);
        return SlotShares.divide(
                shares.workers(),
                IntStream.range(0, slots).boxed().collect(Collectors.toCollection(TreeSet::new)),
                before,
                shares.work());
    }

    boolean isBusy(int slot) {
        return log.streams().values().stream().anyMatch(stream -> stream.getSlot() == slot);
    }

    private void tell(Worker worker) {
        if (worker.alive) {
            send(worker, health(worker));
            in(TELLS_MS, () -> tell(worker));
        }
    }

    /** Records of one key stay in their order; how late they are differs by who reads. */
    private void send(Worker worker, WorkerHealth health) {
        in(random.nextLong(1, 300), () -> fleet.take(worker.name, newer(null, health)));
        for (Control control : controls) {
            in(
                    random.nextLong(1, random.nextInt(20) == 0 ? 8_000 : 300),
                    () -> control.heard.merge(worker.name, health, FleetWorld::newer));
        }
    }

    private static WorkerHealth newer(@Nullable WorkerHealth one, WorkerHealth other) {
        return one != null && one.getUpdatedAtUs() > other.getUpdatedAtUs() ? one : other;
    }

    private WorkerHealth health(Worker worker) {
        List<Integer> own = owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(worker.name))
                .map(Map.Entry::getKey)
                .toList();
        List<WorkerStream> streams = log.streams().values().stream()
                .filter(stream -> own.contains(stream.getSlot()) && stream.getCreatedAtUs() < (nowMs - 3_000) * 1_000)
                .map(stream -> new WorkerStream(
                        stream.getStreamId(), stream.getSlot(), true, SIDE, SIDE, 0, rate(stream), 0.0, 0L, "m", 1.0))
                .toList();
        double asked = streams.stream().mapToDouble(WorkerStream::getAskedFps).sum();
        return WorkerHealth.newBuilder()
                .setWorker(worker.name)
                .setGroup("g")
                .setUpdatedAtUs(nowMs * 1_000)
                .setStartedAtUs(0)
                .setState(worker.state)
                .setModel("m")
                .setDevice("cpu")
                .setThreads(slots)
                .setSlots(own)
                .setCapacities(
                        worker.state == WorkerState.WARMING_UP
                                ? List.of()
                                : List.of(new WorkerCapacity(SIDE, SIDE, 0, worker.speed)))
                .setSustained(1)
                .setLoad(asked / worker.speed)
                .setStreams(streams)
                .build();
    }

    double rate(DesiredStream stream) {
        return fps.getOrDefault(stream.getStreamId(), 0.0);
    }

    /** What a worker has to carry indeed. */
    double load(String worker) {
        return log.streams().values().stream()
                        .filter(stream -> worker.equals(owners.get(stream.getSlot())))
                        .mapToDouble(this::rate)
                        .sum()
                / worker(worker).speed;
    }

    Write create(Control control, String id, double rate, boolean beyondCapacity) {
        fps.put(id, rate);
        return control.store.create(stream(id, rate), 0, beyondCapacity);
    }

    /** Its worker tells of it a little longer: until then its room is not free. */
    void remove(DesiredStream stream) {
        controls.getFirst().store.remove(stream);
        changedAtMs = nowMs;
    }

    static DesiredStream stream(String id, double rate) {
        return DesiredStream.newBuilder()
                .setStreamId(id)
                .setSlot(0)
                .setRevision(1)
                .setRunning(true)
                .setIngest("{\"source\": \"rtmp://10.1.0.1/live\", \"pictures\": {\"width\": 512, \"height\": 512,"
                        + " \"maxFrameRate\": " + rate + "}}")
                .setEgress("{}")
                .setCreatedAtUs(0)
                .setChangedAtUs(0)
                .build();
    }
}
