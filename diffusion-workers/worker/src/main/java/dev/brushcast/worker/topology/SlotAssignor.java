package dev.brushcast.worker.topology;

import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.fleet.SlotShares;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskAssignmentUtils;
import org.apache.kafka.streams.processor.assignment.TaskAssignor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the slots of a group of workers by what their streams ask for and what the workers can do, see {@link SlotShares}. Kafka
 * Streams' own assignor goes by the number of slots, to which one that nobody streams to is as good as any; and it gives a worker
 * that has just joined nothing whose state is far behind until a probing rebalance, ten minutes later. The state here is small: it
 * is restored in the time of a chunk or two.
 *
 * <p>Made by Kafka, for the group's leader.
 */
public final class SlotAssignor implements TaskAssignor {

    private static final Logger LOGGER = LoggerFactory.getLogger(SlotAssignor.class);
    private static final String THREAD = "-StreamThread-";

    private Fleet fleet = new Fleet("", () -> 0);

    @Override
    public void configure(Map<String, ?> settings) {
        fleet = (Fleet) Objects.requireNonNull(settings.get(Fleet.SETTING), Fleet.SETTING);
    }

    @Override
    public TaskAssignment assign(ApplicationState state) {
        SortedMap<String, KafkaStreamsState> workers = workers(state);
        SortedMap<Integer, TaskId> tasks = new TreeMap<>();
        state.allTasks().keySet().forEach(task -> tasks.put(task.partition(), task));
        Map<Integer, String> before = new HashMap<>();
        Map<String, Integer> threads = new HashMap<>();
        workers.forEach((name, worker) -> {
            threads.put(name, worker.numProcessingThreads());
            worker.previousActiveTasks().forEach(task -> before.put(task.partition(), name));
        });
        Fleet.Shares shares = fleet.shares(threads);
        SortedMap<Integer, String> owners =
                SlotShares.divide(shares.workers(), new TreeSet<>(tasks.keySet()), before, shares.work());
        tell(owners, before, shares);
        return new TaskAssignment(assignments(state, workers, tasks, owners).values());
    }

    /** By their names, or, where two claim one, by their processes. */
    private static SortedMap<String, KafkaStreamsState> workers(ApplicationState state) {
        SortedMap<String, KafkaStreamsState> workers = new TreeMap<>();
        state.kafkaStreamsStates(false).forEach((process, worker) -> {
            String client = worker.consumerClientIds().first();
            int end = client.lastIndexOf(THREAD);
            String name = end < 0 ? process.toString() : client.substring(0, end);
            if (workers.putIfAbsent(name, worker) != null) {
                workers.put(process.toString(), worker);
            }
        });
        return workers;
    }

    private static Map<ProcessId, KafkaStreamsAssignment> assignments(
            ApplicationState state,
            SortedMap<String, KafkaStreamsState> workers,
            SortedMap<Integer, TaskId> tasks,
            SortedMap<Integer, String> owners) {
        Map<ProcessId, KafkaStreamsAssignment> all = new HashMap<>();
        workers.forEach((name, worker) -> {
            Set<AssignedTask> own = new HashSet<>();
            owners.forEach((slot, owner) -> {
                if (owner.equals(name)) {
                    own.add(new AssignedTask(Objects.requireNonNull(tasks.get(slot)), AssignedTask.Type.ACTIVE));
                }
            });
            all.put(worker.processId(), KafkaStreamsAssignment.of(worker.processId(), own));
        });
        if (state.assignmentConfigs().numStandbyReplicas() > 0) {
            TaskAssignmentUtils.defaultStandbyTaskAssignment(state, all);
        }
        return all;
    }

    private static void tell(SortedMap<Integer, String> owners, Map<Integer, String> before, Fleet.Shares shares) {
        String moves = owners.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> entry.getKey() + " to " + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!moves.isEmpty()) {
            LOGGER.atInfo()
                    .addKeyValue("workers", shares.workers().size())
                    .addKeyValue("busySlots", shares.work().size())
                    .log("Slots are divided anew: {}", moves);
        }
    }
}
