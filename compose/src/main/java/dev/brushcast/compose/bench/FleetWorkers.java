package dev.brushcast.compose.bench;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicView;
import dev.brushcast.worker.bench.LiveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Worker processes of one fleet, and what they tell of themselves. */
final class FleetWorkers implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 100_000_000;

    private final AvroSerdes serdes;
    private final TopicView<WorkerHealth> told;
    private final List<Child> processes = new ArrayList<>();

    private FleetWorkers(KafkaConnection connection) {
        serdes = connection.openSerdes();
        told = new TopicView<>(new KafkaClients(connection, serdes), Topics.UNPREFIXED.workers());
        told.start();
    }

    /** Starts so many, which take part a little later. */
    static FleetWorkers start(String broker, int count, String engine, String mainClass, Path folder) {
        FleetWorkers workers = new FleetWorkers(KafkaConnection.plain(broker));
        for (int i = 1; i <= count; i++) {
            workers.processes.add(worker(broker, "w" + i, engine, mainClass, folder));
        }
        return workers;
    }

    private static Child worker(String broker, String name, String engine, String mainClass, Path folder) {
        return Child.start(
                name,
                mainClass,
                folder.resolve(name + ".log"),
                List.of(
                        "worker",
                        "--bootstrap",
                        broker,
                        "--name",
                        name,
                        "--fake-engine",
                        engine,
                        "--state",
                        folder.resolve("state").toString(),
                        "--warm-up",
                        LiveOptions.WIDTH + "x" + LiveOptions.HEIGHT));
    }

    /**
     * Waits until all serve, and have all slots between them, of which none has two more than another.
     *
     * @throws IllegalStateException if one ends, or they are not up in time
     */
    List<WorkerHealth> awaitServing(int slots) {
        long deadline = System.nanoTime() + UP_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            processes.forEach(Child::requireAlive);
            List<WorkerHealth> serving = told.newest().values().stream()
                    .map(ConsumerRecord::value)
                    .filter(worker -> worker.getState() == WorkerState.SERVING)
                    .toList();
            List<Integer> counts = serving.stream()
                    .map(worker -> worker.getSlots().size())
                    .sorted()
                    .toList();
            if (serving.size() == processes.size()
                    && counts.stream().mapToInt(Integer::intValue).sum() == slots
                    && counts.getLast() - counts.getFirst() <= 1) {
                return serving;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IllegalStateException("The workers do not share " + slots + " slots within " + UP_WITHIN
                + ": look at their logs, with --keep");
    }

    /** Processor time of all. */
    Duration cpu() {
        return processes.stream().map(Child::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        processes.reversed().forEach(Child::leave);
        told.close();
        serdes.close();
    }
}
