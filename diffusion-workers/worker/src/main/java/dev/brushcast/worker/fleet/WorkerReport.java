package dev.brushcast.worker.fleet;

import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.engine.EngineDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a worker says of itself, made anew for each report. Safe for use by several threads. */
public final class WorkerReport {

    private final String worker;
    private final String group;
    private final List<EngineDescription> models;
    private final LoadMeter load;
    private final long startedAtUs;
    private volatile WorkerState state = WorkerState.WARMING_UP;
    private volatile int threads;
    private volatile Supplier<List<Integer>> slots = List::of;
    private volatile List<WorkerCapacity> capacities = List.of();
    private volatile Map<String, Double> costs = Map.of();
    private SustainedShare sustained = SustainedShare.WHOLE;
    private long toldAtUs;
    private Set<Integer> heldBefore = Set.of();
    private long taken;

    /**
     * A worker that warms up.
     *
     * @param models that it has, at least one; the first is for streams that ask for none
     * @param startedAtUs wall clock, µs since 1970
     */
    public WorkerReport(String worker, String group, List<EngineDescription> models, LoadMeter load, long startedAtUs) {
        this.worker = worker;
        this.group = group;
        this.models = List.copyOf(models);
        this.load = load;
        this.startedAtUs = startedAtUs;
    }

    public String worker() {
        return worker;
    }

    /**
     * What the trial has said.
     *
     * @param points of the first model
     * @param costs of the others, by their names: how many times as much work a frame is; who is not in it counts as the first
     */
    public void measured(List<WorkerCapacity> points, Map<String, Double> costs) {
        capacities = List.copyOf(points);
        this.costs = Map.copyOf(costs);
    }

    /**
     * It takes part from now on.
     *
     * @param most slots that it can serve at a time
     * @param held says which it has
     */
    public void serves(int most, Supplier<List<Integer>> held) {
        threads = most;
        slots = held;
        state = WorkerState.SERVING;
    }

    /** It takes nothing new from now on. */
    public void leaves() {
        state = WorkerState.LEAVING;
    }

    /** How many slots it has got, those that it has lost again among them, as far as reports have seen them. */
    public synchronized long slotsTaken() {
        return taken;
    }

    /**
     * The next report.
     *
     * @param nowUs wall clock, µs since 1970
     */
    public synchronized WorkerHealth next(long nowUs) {
        List<WorkerStream> streams = load.streams(nowUs).stream()
                .map(stream -> WorkerStream.newBuilder(stream)
                        .setCost(cost(stream.getModel()))
                        .build())
                .toList();
        Capacity capacity = new Capacity(capacities);
        double asked = streams.stream()
                .filter(WorkerStream::getLive)
                .mapToDouble(stream -> capacity.share(FrameWork.of(stream)))
                .sum();
        if (state == WorkerState.SERVING && capacity.isKnown()) {
            sustained = sustained.after(asked, load.lateShare(toldAtUs));
        }
        toldAtUs = nowUs;
        List<Integer> held = slots.get();
        taken += held.stream().filter(slot -> !heldBefore.contains(slot)).count();
        heldBefore = Set.copyOf(held);
        return WorkerHealth.newBuilder()
                .setWorker(worker)
                .setGroup(group)
                .setUpdatedAtUs(nowUs)
                .setStartedAtUs(startedAtUs)
                .setState(state)
                .setModel(models.getFirst().model())
                .setDevice(models.getFirst().device())
                .setThreads(threads)
                .setSlots(held)
                .setCapacities(capacity.points())
                .setSustained(sustained.share())
                .setLoad(asked)
                .setStreams(streams)
                .setModels(models.stream()
                        .map(model -> new WorkerModel(
                                model.model(), model.modelHash(), cost(model.model()), model.sideMultiple()))
                        .toList())
                .build();
    }

    /** A stream that no model renders is no work for any. */
    private double cost(String model) {
        return model.isEmpty() ? 0 : costs.getOrDefault(model, 1.0);
    }
}
