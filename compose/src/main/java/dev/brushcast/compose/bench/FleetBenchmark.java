package dev.brushcast.compose.bench;

import dev.brushcast.compose.control.fleet.Admission;
import dev.brushcast.compose.control.fleet.Claim;
import dev.brushcast.compose.control.fleet.FleetNow;
import dev.brushcast.compose.control.fleet.Placement;
import dev.brushcast.compose.control.fleet.Verdict;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.worker.bench.LiveBenchmark;
import dev.brushcast.worker.bench.LiveOptions;
import dev.brushcast.worker.bench.LiveReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Fleets of worker processes with a fake engine, each round on a broker of its own, with as many live streams for each worker as the
 * first said that it can carry. Everything shares this machine's cores; what they do not suffice for is said by placement alone.
 */
public final class FleetBenchmark {

    private static final int MOST_STREAMS = 64;
    private static final List<Integer> BEYOND = List.of(16, 32);

    private final FleetPlan plan;
    private final String mainClass;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * @param mainClass of this program, which the workers are
     * @param folder for brokers, state and the workers' logs
     */
    public FleetBenchmark(FleetPlan plan, String mainClass, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.mainClass = mainClass;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs all rounds; takes as long as they are, and half a minute for each.
     *
     * @throws IllegalStateException if workers end, or do not come up, or frames do not come back
     */
    public FleetReport run() throws IOException {
        List<FleetReport.Round> rounds = new ArrayList<>();
        WorkerHealth one = trial();
        FrameWork stream = work(one);
        int each = plan.streamsPerWorker() > 0 ? plan.streamsPerWorker() : fitting(one, stream);
        progress.accept("a worker says that it renders "
                + Math.round(Capacity.of(one).framesPerSecond(stream)) + " frames a second: " + each
                + " streams for each");
        for (int workers : plan.workers()) {
            rounds.add(round(workers, each * workers, rounds.isEmpty() ? null : rounds.getFirst()));
            progress.accept(workers + " workers: " + rounds.getLast().streamsOnTime() + " of "
                    + rounds.getLast().streams() + " streams on time");
        }
        for (int workers : BEYOND) {
            rounds.add(placed(one, stream, workers));
        }
        return new FleetReport(plan.engine(), Runtime.getRuntime().availableProcessors(), rounds);
    }

    private FrameWork work(WorkerHealth worker) {
        int width = LiveOptions.WIDTH;
        int height = LiveOptions.HEIGHT;
        if (!Capacity.of(worker).isKnown()) {
            throw new IllegalStateException("the worker has not measured what it can carry");
        }
        return new FrameWork(width, height, 0, plan.fps());
    }

    /** What one worker alone says of itself. */
    private WorkerHealth trial() throws IOException {
        Path place = Files.createDirectories(folder.resolve("trial"));
        try (EmbeddedKafka broker = broker(place, 1)) {
            try (FleetWorkers workers =
                    FleetWorkers.start(broker.bootstrapServers(), 1, plan.engine(), mainClass, place)) {
                return workers.awaitServing(1).getFirst();
            }
        }
    }

    private static int fitting(WorkerHealth worker, FrameWork stream) {
        double share = Capacity.of(worker).share(stream);
        return (int) Math.max(1, Math.min(MOST_STREAMS, Math.floor(FleetNow.FULL / share)));
    }

    private EmbeddedKafka broker(Path place, int slots) {
        EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(place.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES));
        KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
        try (var serdes = connection.openSerdes();
                Admin admin = new KafkaClients(connection, serdes).admin("bench")) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(slots, (short) 1);
        }
        return broker;
    }

    private FleetReport.Round round(int count, int streams, FleetReport.@Nullable Round first) throws IOException {
        Path place = Files.createDirectories(folder.resolve("fleet-" + count));
        try (EmbeddedKafka broker = broker(place, streams);
                FleetWorkers workers =
                        FleetWorkers.start(broker.bootstrapServers(), count, plan.engine(), mainClass, place)) {
            LiveOptions options = LiveOptions.of(streams, plan.fps(), plan.settling(), plan.length(), Duration.ZERO);
            Duration[] before = new Duration[2];
            LiveReport report = new LiveBenchmark(
                            KafkaConnection.plain(broker.bootstrapServers()), Topics.UNPREFIXED, options)
                    .run(() -> workers.awaitServing(streams), () -> {
                        before[0] = workers.cpu();
                        before[1] = own();
                    });
            double seconds = plan.length().toMillis() / 1e3;
            double onTime = (report.sentSettled() - report.notStyledSettled()) / seconds;
            return new FleetReport.Round(
                    "measured",
                    count,
                    streams,
                    report.streamsOnTime(),
                    onTime,
                    efficiency(report.streamsOnTime(), count, first),
                    workers.cpu().minus(before[0]).toMillis() / 1e3 / seconds,
                    own().minus(before[1]).toMillis() / 1e3 / seconds);
        }
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double efficiency(long onTime, int workers, FleetReport.@Nullable Round first) {
        if (first == null) {
            return onTime == 0 ? 0 : 1;
        }
        double one = (double) first.streamsOnTime() / first.workers();
        return one == 0 ? 0 : onTime / (one * workers);
    }

    /** As many streams as control lets in, one after another, on slots that are spread evenly. */
    private FleetReport.Round placed(WorkerHealth one, FrameWork stream, int count) {
        int slots = 2 * fitting(one, stream) * count;
        List<WorkerHealth> workers = IntStream.range(0, count)
                .mapToObj(number -> WorkerHealth.newBuilder(one)
                        .setWorker("w" + number)
                        .setSlots(IntStream.range(0, slots)
                                .filter(slot -> slot % count == number)
                                .boxed()
                                .toList())
                        .build())
                .toList();
        List<Claim> claims = new ArrayList<>();
        NavigableSet<Integer> free = IntStream.range(0, slots).boxed().collect(Collectors.toCollection(TreeSet::new));
        while (true) {
            FleetNow now = new FleetNow(workers, claims);
            OptionalInt slot = Placement.choose(now, free, Optional.of(stream));
            if (slot.isEmpty() || Admission.judge(now, slot.getAsInt(), stream) instanceof Verdict.TooMuch) {
                break;
            }
            free.remove(slot.getAsInt());
            claims.add(new Claim("s" + claims.size(), slot.getAsInt(), stream));
        }
        return new FleetReport.Round(
                "placement",
                count,
                fitting(one, stream) * count,
                claims.size(),
                claims.size() * stream.framesPerSecond(),
                (double) claims.size() / (fitting(one, stream) * count),
                0,
                0);
    }
}
