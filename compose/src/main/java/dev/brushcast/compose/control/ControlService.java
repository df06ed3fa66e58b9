package dev.brushcast.compose.control;

import dev.brushcast.compose.control.event.EventHub;
import dev.brushcast.compose.control.fleet.FleetDesk;
import dev.brushcast.compose.control.fleet.FleetMeters;
import dev.brushcast.compose.control.hook.Webhooks;
import dev.brushcast.compose.control.http.ControlApi;
import dev.brushcast.compose.control.picture.PictureHub;
import dev.brushcast.compose.control.store.KafkaStreamLog;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.compose.control.style.KafkaStyleDesk;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.TopicView;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.ops.HealthCheck;
import dev.brushcast.kit.ops.HttpServer;
import dev.brushcast.kit.ops.OpsRoutes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control of an installation's streams: what callers ask for over HTTP gets into topic {@code streams}, what hosts and workers say
 * comes back out of the others. Never finishes by itself. Started and closed by one thread.
 */
public final class ControlService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(ControlService.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final KafkaStreamLog log;
    private final TopicView<EpochStart> epochs;
    private final TopicView<StreamHealth> health;
    private final TopicView<WorkerHealth> workers;
    private final EventHub events;
    private final PictureHub pictures;
    private final BrokerWatch brokers;
    private final Webhooks webhooks;
    private final HttpServer server;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /** Not started yet; the clients outlive it. */
    public ControlService(ControlConfig config, KafkaClients clients, PrometheusMeterRegistry metrics) {
        Topics topics = config.rules().topics();
        Clock clock = Clock.systemUTC();
        log = new KafkaStreamLog(clients, topics);
        epochs = new TopicView<>(clients, topics.epochs());
        health = new TopicView<>(clients, topics.health());
        workers = new TopicView<>(clients, topics.workers());
        events = new EventHub(clients, topics);
        pictures = new PictureHub(clients, topics);
        brokers = new BrokerWatch(clients);
        webhooks = new Webhooks(config.webhooks(), clients, topics, clock, metrics);
        FleetDesk fleet = new FleetDesk(topics, this::told, epochs::find, clock);
        FleetMeters.bind(metrics, fleet, () -> isFleetKnown() ? Optional.of(log.streams()) : Optional.empty());
        ControlApi api = new ControlApi(
                new StreamStore(log, clock, fleet),
                config.rules(),
                epochs::find,
                health::find,
                events,
                pictures,
                new KafkaStyleDesk(clients, topics, clock),
                config.callers(),
                config.urls(),
                metrics,
                clock,
                HEARTBEAT);
        OpsRoutes ops = new OpsRoutes(
                List.of(),
                List.of(
                        new HealthCheck("brokers", brokers::problem),
                        new HealthCheck("topic streams", log::problem),
                        new HealthCheck("topic events", events::problem),
                        new HealthCheck("topic epochs", epochs::problem),
                        new HealthCheck("topic health", health::problem),
                        new HealthCheck("topic workers", workers::problem)),
                metrics);
        server = new HttpServer(
                "control API",
                config.host(),
                config.port(),
                config.tls(),
                HttpServer.Limits.OPERATORS,
                api.routing(ops));
    }

    @Override
    public String name() {
        return "control";
    }

    /**
     * Starts to read and to listen, and returns; until all is read, requests are answered with 503.
     *
     * @throws dev.brushcast.kit.UserError when the port is in use
     */
    @Override
    public void start() {
        brokers.start();
        log.start();
        epochs.start();
        health.start();
        workers.start();
        events.start();
        webhooks.start();
        server.start();
        LOGGER.atInfo().addKeyValue("port", server.port()).log("the page is at /, the control API at /api/v1/streams");
    }

    /** Not while the brokers are away: workers are not silent then. */
    private boolean isFleetKnown() {
        return Stream.of(log.problem(), workers.problem(), brokers.problem()).allMatch(Optional::isEmpty);
    }

    private List<WorkerHealth> told() {
        return workers.newest().values().stream().map(ConsumerRecord::value).toList();
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.port();
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    @Override
    public void close() {
        events.close(); // streams of events and of pictures would keep the server waiting
        pictures.close();
        server.close();
        webhooks.close();
        workers.close();
        health.close();
        epochs.close();
        log.close();
        brokers.close();
    }
}
