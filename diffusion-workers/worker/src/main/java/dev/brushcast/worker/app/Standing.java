package dev.brushcast.worker.app;

import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.fleet.CapacityTrial;
import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.fleet.FleetMember;
import dev.brushcast.worker.fleet.LoadMeter;
import dev.brushcast.worker.fleet.WorkerReport;
import dev.brushcast.worker.render.WorkerClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker stands among the others: told from before its warm-up until it has left. Started and closed by one thread.
 *
 * <p>Meters, for scaling: {@code brushcast.worker.load} is the share of what it can carry that its live streams ask for, above 1 too
 * much; {@code brushcast.worker.lag} how far behind the capture the most belated of them is; {@code brushcast.worker.streams}
 * how many it has; {@code brushcast.worker.capacity} how many frames a second of the model's own size it can carry; {@code
 * brushcast.worker.slots} how many slots it has, and {@code brushcast.worker.slots.taken} how often it got one: a
 * slot that moves is got by somebody.
 */
final class Standing implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Standing.class);
    private static final Duration TRIAL = Duration.ofMillis(300);
    private static final double US_PER_S = 1e6;

    private final WorkerConfig config;
    private final List<DiffusionEngine> engines;
    private final WorkerClock clock;
    private final WorkerReport report;
    private final Fleet fleet;
    private volatile @Nullable FleetMember member;

    Standing(
            String name,
            WorkerConfig config,
            List<DiffusionEngine> engines,
            LoadMeter load,
            WorkerClock clock,
            MeterRegistry registry) {
        this.config = config;
        this.engines = engines;
        this.clock = clock;
        List<EngineDescription> models =
                engines.stream().map(DiffusionEngine::description).toList();
        report = new WorkerReport(name, config.groupId(), models, load, clock.nowUs());
        fleet = new Fleet(config.groupId(), clock::nowUs);
        gauge(registry, "brushcast.worker.load", "ratio", health -> health.getLoad() / health.getSustained());
        gauge(
                registry,
                "brushcast.worker.lag",
                "seconds",
                health -> live(health).mapToLong(WorkerStream::getLagUs).max().orElse(0) / US_PER_S);
        gauge(
                registry,
                "brushcast.worker.streams",
                "streams",
                health -> live(health).count());
        gauge(registry, "brushcast.worker.capacity", "fps", Standing::framesPerSecond);
        gauge(
                registry,
                "brushcast.worker.slots",
                "slots",
                health -> health.getSlots().size());
        FunctionCounter.builder("brushcast.worker.slots.taken", report, of -> (double) of.slotsTaken())
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String unit, ToDoubleFunction<WorkerHealth> value) {
        Gauge.builder(name, this, standing -> standing.told(value))
                .baseUnit(unit)
                .register(registry);
    }

    private double told(ToDoubleFunction<WorkerHealth> value) {
        FleetMember current = member;
        WorkerHealth last = current == null ? null : current.last();
        return last == null ? 0 : value.applyAsDouble(last);
    }

    /** Of its first size, in the model's own steps; 0: not measured. */
    private static double framesPerSecond(WorkerHealth health) {
        return health.getCapacities().stream()
                .findFirst()
                .map(point -> point.getFramesPerSecond() * health.getSustained())
                .orElse(0.0);
    }

    private static Stream<WorkerStream> live(WorkerHealth health) {
        return health.getStreams().stream().filter(WorkerStream::getLive);
    }

    /** What the others have told. */
    Fleet fleet() {
        return fleet;
    }

    /** Tells that the worker warms up. */
    void begin(KafkaClients clients) {
        FleetMember made = new FleetMember(clients, config.topics().workers(), report, fleet, clock::nowUs);
        member = made;
        made.start();
    }

    /**
     * Has the engines render pictures of the sizes that they will be given, and measures what they can carry. The first one's are those
     * of the streams that there are; the others' are measured at one size, and others as they come.
     *
     * @throws dev.brushcast.engine.EngineException if one cannot render the first
     */
    void warmUp(KafkaClients clients) {
        WarmUp warmUp = config.warmUp();
        engines.forEach(engine -> EngineWarmUp.run(engine, warmUp));
        DiffusionEngine engine = engines.getFirst();
        PictureSize first = EngineWarmUp.size(engine.description(), warmUp);
        int multiple = engine.description().sideMultiple();
        List<EpochStart> streams = StreamSizes.newest(clients, config.topics(), multiple);
        List<PictureSize> others = EngineWarmUp.run(
                engine, warmUp, streams.stream().map(StreamSizes::of).toList());
        if (engine.description().lookbackFrames()
                == 0) { // no streams are made for them: capacity is not measured in them
            List<PictureSize> _ =
                    EngineWarmUp.run(engine, warmUp, StreamSizes.smaller(clients, config.topics(), streams, multiple));
        }
        if (warmUp.frames() > 0) {
            List<PictureSize> sizes =
                    Stream.concat(Stream.of(first), others.stream()).distinct().toList();
            List<WorkerCapacity> points = trial(engine).run(sizes);
            report.measured(points, costs(new Capacity(points), first));
            points.forEach(point -> LOGGER.atInfo()
                    .addKeyValue("worker", report.worker())
                    .addKeyValue("size", point.getWidth() + "x" + point.getHeight())
                    .addKeyValue("steps", point.getSteps() == 0 ? "the model's" : point.getSteps())
                    .log("can render {} frames a second", tenths(point.getFramesPerSecond())));
        }
    }

    private CapacityTrial trial(DiffusionEngine engine) {
        return new CapacityTrial(engine, TRIAL, config.warmUp().timeout(), clock.nanos());
    }

    /** How many times as much work a frame is for the other models as for the first, which the capacity is of. */
    private Map<String, Double> costs(Capacity first, PictureSize size) {
        FrameWork one = new FrameWork(size.width(), size.height(), 0, 1);
        Map<String, Double> costs = new HashMap<>();
        for (DiffusionEngine engine : engines.subList(1, engines.size())) {
            EngineDescription model = engine.description();
            Capacity own = new Capacity(trial(engine).run(List.of(EngineWarmUp.size(model, config.warmUp()))));
            if (first.isKnown() && own.isKnown()) {
                double cost = own.share(one) / first.share(one);
                costs.put(model.model(), cost);
                LOGGER.atInfo()
                        .addKeyValue("worker", report.worker())
                        .addKeyValue("model", model.model())
                        .log("takes {} times as long for a frame as the first model", tenths(cost));
            }
        }
        return costs;
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }

    /** Tells that the worker takes part. */
    void serve(int threads, KafkaStreams streams) {
        report.serves(
                threads,
                () -> streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .map(task -> task.taskId().partition())
                        .sorted()
                        .toList());
        tell();
    }

    /** Tells that it takes nothing new. */
    void leave() {
        report.leaves();
        tell();
    }

    private void tell() {
        FleetMember current = member;
        if (current != null) {
            current.tell();
        }
    }

    @Override
    public void close() {
        FleetMember current = member;
        if (current != null) {
            current.close();
        }
    }
}
