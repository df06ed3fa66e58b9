package dev.brushcast.worker.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.contract.fleet.Presence;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the workers of a group have told last. Safe for use by several threads. */
public final class Fleet {

    /** Under this name the assignor, which Kafka makes, finds this. */
    public static final String SETTING = "brushcast.worker.fleet";

    /** What a dead worker said of its streams holds a while longer: they go on elsewhere. */
    private static final Duration WORK_REMEMBERED = Duration.ofMinutes(1);

    private static final int USUAL_SIDE = 512;

    private final String group;
    private final LongSupplier nowUs;
    private final Map<String, WorkerHealth> newest = new ConcurrentHashMap<>();

    /** @param nowUs wall clock, µs since 1970 */
    public Fleet(String group, LongSupplier nowUs) {
        this.group = group;
        this.nowUs = nowUs;
    }

    /** A worker has told; null: it is gone for good, and what it said of streams is remembered a while. */
    public void take(String worker, @Nullable WorkerHealth health) {
        if (health == null) {
            newest.computeIfPresent(
                    worker,
                    (_, last) -> WorkerHealth.newBuilder(last)
                            .setState(WorkerState.LEAVING)
                            .build());
        } else if (health.getGroup().equals(group)) {
            newest.put(worker, health);
        }
    }

    /** Names of those that have not told for so long that nobody needs their last word. */
    List<String> forgotten(Duration age) {
        return newest.values().stream()
                .filter(worker -> !Presence.isWithin(worker, nowUs.getAsLong(), age))
                .map(WorkerHealth::getWorker)
                .toList();
    }

    void forget(String worker) {
        newest.remove(worker);
    }

    /**
     * What {@link SlotShares} divides by.
     *
     * @param threads of each worker that takes part in the group, by its name
     */
    public Shares shares(Map<String, Integer> threads) {
        List<WorkerHealth> told = newest.values().stream()
                .filter(worker -> Presence.isWithin(worker, nowUs.getAsLong(), WORK_REMEMBERED))
                .sorted(Comparator.comparingLong(WorkerHealth::getUpdatedAtUs))
                .toList();
        FrameWork unit = unit(told);
        Map<String, Double> speeds = speeds(told, unit);
        double usual = speeds.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
        List<SlotShares.Worker> workers = threads.entrySet().stream()
                .filter(entry -> !leaves(entry.getKey()))
                .map(entry -> new SlotShares.Worker(
                        entry.getKey(), speeds.getOrDefault(entry.getKey(), usual), entry.getValue()))
                .toList();
        if (workers.isEmpty()) { // all leave: until they have, they serve
            workers = threads.entrySet().stream()
                    .map(entry -> new SlotShares.Worker(entry.getKey(), usual, entry.getValue()))
                    .toList();
        }
        return new Shares(workers, work(told, speeds, usual));
    }

    /**
     * A division's terms.
     *
     * @param workers that take part and do not leave
     * @param work of the slots that have a live stream
     */
    public record Shares(List<SlotShares.Worker> workers, Map<Integer, Double> work) {}

    private boolean leaves(String worker) {
        return Optional.ofNullable(newest.get(worker))
                .filter(health -> health.getState() == WorkerState.LEAVING)
                .isPresent();
    }

    /** A frame a second such as the streams have. */
    private static FrameWork unit(Collection<WorkerHealth> told) {
        return told.stream()
                .flatMap(worker -> worker.getStreams().stream())
                .filter(WorkerStream::getLive)
                .findFirst()
                .map(stream -> new FrameWork(stream.getWidth(), stream.getHeight(), 0, 1))
                .orElse(new FrameWork(USUAL_SIDE, USUAL_SIDE, 0, 1));
    }

    private static Map<String, Double> speeds(Collection<WorkerHealth> told, FrameWork unit) {
        Map<String, Double> speeds = new HashMap<>();
        for (WorkerHealth worker : told) {
            double speed = Capacity.of(worker).framesPerSecond(unit) * worker.getSustained();
            if (speed > 0) {
                speeds.put(worker.getWorker(), speed);
            }
        }
        return speeds;
    }

    /** The newest word on a slot counts: who had it before tells of its stream for another ten seconds. */
    private static Map<Integer, Double> work(Collection<WorkerHealth> told, Map<String, Double> speeds, double usual) {
        Map<Integer, Double> work = new HashMap<>();
        for (WorkerHealth worker : told) {
            Capacity capacity = Capacity.of(worker);
            Map<Integer, Double> own = new HashMap<>();
            for (WorkerStream stream : worker.getStreams()) {
                if (stream.getLive()) {
                    double share = capacity.isKnown() ? capacity.share(FrameWork.of(stream)) : 0;
                    double frames = share * speeds.getOrDefault(worker.getWorker(), usual);
                    own.merge(stream.getSlot(), frames > 0 ? frames : stream.getAskedFps(), Double::sum);
                }
            }
            work.putAll(own);
        }
        return work;
    }
}
