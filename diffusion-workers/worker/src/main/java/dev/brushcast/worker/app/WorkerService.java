package dev.brushcast.worker.app;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.Copies;
import dev.brushcast.kit.kafka.CopiesCheck;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.Sessions;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.ops.HealthCheck;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.faults.SetAside;
import dev.brushcast.worker.fleet.LoadMeter;
import dev.brushcast.worker.metrics.WorkerMetrics;
import dev.brushcast.worker.render.ChunkRenderer;
import dev.brushcast.worker.render.SourceLog;
import dev.brushcast.worker.render.WorkerClock;
import dev.brushcast.worker.source.KafkaSourceLog;
import dev.brushcast.worker.source.ViewerReports;
import dev.brushcast.worker.store.Stores;
import dev.brushcast.worker.topology.CommitPolicy;
import dev.brushcast.worker.topology.DiffusionTopology;
import dev.brushcast.worker.topology.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: reads source chunks, renders them, publishes styled chunks. It serves some of the group's slots and takes
 * over others' when a worker leaves. Never finishes by itself.
 *
 * <p>The engines are the service's from here on: they are closed after Kafka Streams has stopped, for its threads use them.
 */
public final class WorkerService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkerService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaConnection connection;
    private final WorkerConfig config;
    private final List<DiffusionEngine> engines;
    private final MeterRegistry registry;
    private final WorkerClock clock = WorkerClock.SYSTEM;
    private final WorkerPlace place;
    private final String name;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final AvroSerdes serdes;
    private final ViewerReports viewers = new ViewerReports(clock.nanos());
    private final ChunkRenderer renderer;
    private volatile @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics streamsMetrics;
    private final Standing standing;
    private final LoadMeter load = new LoadMeter();
    private @Nullable Admin admin;
    private final AtomicBoolean copiesChecked = new AtomicBoolean();
    private boolean closed;

    /**
     * @param engines one for each of its models, at least one, closed with the service; the first is for streams that ask for none
     * @param registry where its meters go
     */
    public WorkerService(
            KafkaConnection connection, WorkerConfig config, List<DiffusionEngine> engines, MeterRegistry registry) {
        this.connection = connection;
        this.config = config;
        this.engines = List.copyOf(engines);
        this.registry = registry;
        serdes = connection.openSerdes();
        place = WorkerPlace.claim(
                config.membership(), engines.getFirst().description().device());
        name = place.name();
        int asked = config.concurrency().payloadThreads();
        int payloadThreads = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
        renderer = new ChunkRenderer(
                this.engines,
                config.budget(),
                viewers,
                clock,
                name,
                config.patience().chunkTimeout(),
                config.patience().liveMargin(),
                payloadThreads);
        standing = new Standing(name, config, this.engines, load, clock, registry);
    }

    @Override
    public String name() {
        return "worker " + name;
    }

    /**
     * Warms the engine up and joins the group; returns before slots are assigned, see {@link #ready}.
     *
     * @throws UserError if topics are missing or the worker has too few threads
     * @throws dev.brushcast.engine.EngineException if the engine fails its first frames
     */
    @Override
    public void start() {
        int slots = admin(admin -> new TopicProvisioner(admin, config.topics()).slots());
        Copies copies = admin(admin -> new TopicProvisioner(admin, config.topics()).copies());
        int threads = Threads.of(config, slots);
        requireGuarantee();
        Failover failover = admin(admin -> Sessions.allowed(admin, connection.failover()));
        KafkaClients clients = new KafkaClients(connection, serdes);
        standing.begin(clients);
        standing.warmUp(clients); // may take minutes; ends when the service is closed meanwhile
        join(threads, slots, failover, copies);
        LOGGER.atInfo()
                .addKeyValue("worker", name)
                .addKeyValue("slots", slots)
                .addKeyValue("threads", threads)
                .addKeyValue("models", models().map(EngineDescription::model).collect(Collectors.joining(",")))
                .addKeyValue("device", engines.getFirst().description().device())
                .log("Worker started");
    }

    private synchronized void join(int threads, int slots, Failover failover, Copies copies) {
        if (closed) {
            throw new IllegalStateException("the worker was closed while it started");
        }
        WorkerMetrics metrics = new WorkerMetrics(registry, load);
        SetAside setAside = new SetAside(config.topics(), serdes, metrics, clock, name);
        Map<String, Object> settings = StreamsSettings.of(
                connection, config, name, place.folder(), threads, failover, copies, setAside, standing.fleet());
        KafkaClients clients = new KafkaClients(connection, serdes);
        viewers.start(clients, config.topics(), slots, name + "-viewers");
        KnownEpochs epochs = KnownEpochs.of(clients, config.topics());
        SourceLog.OfSlot logs =
                slot -> new KafkaSourceLog(clients, config.topics().sourceVideo(), slot, name + "-lookback-" + slot);
        CommitPolicy commits = new CommitPolicy(config.guarantee(), failover, System::nanoTime);
        KafkaStreams made = new KafkaStreams(
                DiffusionTopology.build(config.topics(), serdes, epochs, renderer, logs, commits, metrics, name),
                new StreamsConfig(settings),
                takingOver(clients));
        streams = made;
        made.setUncaughtExceptionHandler(
                new ThreadFailures(config.patience().maxThreadRestarts(), clock.wall(), this::failed));
        made.setStateListener((now, before) -> changed(now, copies));
        streamsMetrics = new KafkaStreamsMetrics(made);
        streamsMetrics.bindTo(registry);
        standing.serve(threads, made);
        made.start();
    }

    private TakingOver takingOver(KafkaClients clients) {
        Admin opened = clients.admin(name + "-taking-over");
        admin = opened;
        return new TakingOver(opened, config.groupId(), config.topics());
    }

    /** Without transactions, what a look goes back to may be ahead of the chunk that is to be rendered again. */
    private void requireGuarantee() {
        Optional<EngineDescription> back =
                models().filter(model -> model.lookbackFrames() > 0).findFirst();
        if (config.guarantee() == Guarantee.AT_LEAST_ONCE && back.isPresent()) {
            throw new UserError("A model that looks back (" + back.get().model()
                    + ") needs the guarantee exactly_once_v2: its look goes on from what is committed with each chunk");
        }
    }

    private Stream<EngineDescription> models() {
        return engines.stream().map(DiffusionEngine::description);
    }

    /** Whether the worker is in its group and processes what its slots bring; answers at once. */
    public HealthCheck ready() {
        return new HealthCheck(name(), () -> {
            KafkaStreams current = streams;
            KafkaStreams.State state = current == null ? KafkaStreams.State.CREATED : current.state();
            return state == KafkaStreams.State.RUNNING
                    ? Optional.empty()
                    : Optional.of("Kafka Streams is in state " + state);
        });
    }

    /** Whether the worker is worth keeping: it has not failed. */
    public HealthCheck alive() {
        return new HealthCheck(
                name(),
                () -> finished.isCompletedExceptionally()
                        ? Optional.of("failed: " + finished.exceptionNow().getMessage())
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished;
    }

    private <T> T admin(Function<Admin, T> work) {
        try (Admin admin = new KafkaClients(connection, serdes).admin(name + "-admin")) {
            return work.apply(admin);
        }
    }

    private void changed(KafkaStreams.State state, Copies copies) {
        if (state == KafkaStreams.State.RUNNING && copiesChecked.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> warnOfFewCopies(copies)); // the changelogs are there only now
        }
        if (state == KafkaStreams.State.ERROR) {
            failed(new IllegalStateException("Kafka Streams stopped on an error; see the log"));
        }
    }

    private void warnOfFewCopies(Copies copies) {
        try {
            admin(admin -> new CopiesCheck(admin).problems(copies, Stores.changelogs(config.groupId())))
                    .forEach(LOGGER::warn);
        } catch (UserError e) {
            LOGGER.warn("How many copies the worker's topics have could not be looked up: {}", e.getMessage());
        }
    }

    /** On a thread of its own: who waits for the end may close the service, which waits for the stream threads. */
    private void failed(Throwable cause) {
        Thread.startVirtualThread(() -> finished.completeExceptionally(cause));
    }

    @Override
    public void close() {
        if (!leaveGroup()) {
            return;
        }
        viewers.close();
        engines.forEach(DiffusionEngine::close);
        renderer.close();
        standing.close();
        serdes.close();
        place.close();
        finished.complete(null);
    }

    /** Stops Kafka Streams; false if that was done before. */
    private synchronized boolean leaveGroup() {
        if (closed) {
            return false;
        }
        closed = true;
        standing.leave();
        if (streamsMetrics != null) {
            streamsMetrics.close();
        }
        if (streams != null) {
            // By leaving, the others take over at once; else they would wait for the session to time out.
            CloseOptions leaving = CloseOptions.groupMembershipOperation(
                            CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_TIMEOUT);
            if (!streams.close(leaving)) {
                LOGGER.warn("Kafka Streams did not stop within {}; the engine is closed under it", CLOSE_TIMEOUT);
            }
        }
        if (admin != null) {
            admin.close(CLOSE_TIMEOUT);
        }
        return true;
    }
}
