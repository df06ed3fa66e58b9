package dev.brushcast.compose.local;

import dev.brushcast.compose.control.ControlService;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import dev.brushcast.worker.app.WorkerService;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A platform in this process, on an embedded broker: a host of each kind, a worker and control, for as many streams as there
 * are slots.
 *
 * <p>Started and closed by one thread.
 */
public final class LocalPlatform implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(2);

    private final EmbeddedKafka broker;
    private final AvroSerdes serdes;
    private final EgressHost egress;
    private final ControlService control;
    private final ServiceGroup services;

    private LocalPlatform(
            EmbeddedKafka broker, AvroSerdes serdes, EgressHost egress, ControlService control, ServiceGroup services) {
        this.broker = broker;
        this.serdes = serdes;
        this.egress = egress;
        this.control = control;
        this.services = services;
    }

    /**
     * Starts everything.
     *
     * @param engine closed with the platform, and when this throws
     * @param dataDir the broker's and the worker's folder
     * @throws RuntimeException with one line that says what to do, after everything was closed again
     */
    public static LocalPlatform start(
            PlatformPlan plan, DiffusionEngine engine, Path dataDir, PrometheusMeterRegistry registry) {
        EmbeddedKafka broker;
        try {
            broker = EmbeddedKafka.start(
                    new EmbeddedKafkaConfig(dataDir.resolve("kafka"), plan.brokerPort(), Topics.MAX_RECORD_BYTES));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
        AvroSerdes serdes = connection.openSerdes();
        KafkaClients clients = new KafkaClients(connection, serdes);
        WorkerService worker = new WorkerService(
                connection,
                plan.worker()
                        .withMembership(
                                plan.worker().membership().withName("local").withStateDir(dataDir.resolve("worker"))),
                engine,
                registry);
        try {
            Topics topics = plan.worker().topics();
            LocalTopics.create(clients, topics, plan.slots(), plan.disk());
            EgressHost egress = new EgressHost(connection, plan.http(), null, registry);
            IngestHost ingest = new IngestHost(clients);
            ControlService control = new ControlService(plan.control(), clients, registry);
            ReadyGate gate = new ReadyGate(worker.ready(), worker.alive(), READY_WITHIN);
            ServiceGroup services = new ServiceGroup(
                    "platform",
                    List.of(
                            egress,
                            egress.slots(topics, plan.output()),
                            worker,
                            gate,
                            ingest,
                            ingest.slots(topics, plan.control().rules().sources()),
                            control),
                    CLOSE_DEADLINE);
            services.start();
            return new LocalPlatform(broker, serdes, egress, control, services);
        } catch (RuntimeException e) {
            worker.close();
            serdes.close();
            broker.close();
            throw e;
        }
    }

    /** Completes exceptionally when a part of it failed, and never otherwise. */
    public CompletableFuture<Void> failed() {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (var end : List.of(services.finished(), broker.finished())) {
            end.whenComplete((_, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
        }
        return failed;
    }

    /** Where its broker is found. */
    public KafkaConnection connection() {
        return KafkaConnection.plain(broker.bootstrapServers());
    }

    /** The port of the streams' pages; empty if there is none. */
    public OptionalInt httpPort() {
        return egress.httpPort();
    }

    /** The port of the control API. */
    public int controlPort() {
        return control.port();
    }

    /** Closes everything in reverse order; streams go on when it is started again on the same data. */
    @Override
    public void close() {
        try {
            services.close();
        } finally {
            serdes.close();
            broker.close();
        }
    }
}
