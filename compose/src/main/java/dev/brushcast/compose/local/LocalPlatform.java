package dev.brushcast.compose.local;

import dev.brushcast.compose.control.ControlService;
import dev.brushcast.contract.Topics;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A platform in this process, on an embedded broker: a host of each kind, a worker and control, for as many streams as there
 * are slots.
 *
 * <p>Started and closed by one thread.
 */
public final class LocalPlatform implements AutoCloseable {

    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(2);

    private final LocalWorker local;
    private final EgressHost egress;
    private final ControlService control;
    private final @Nullable PublishDoor door;
    private final ServiceGroup services;

    private LocalPlatform(
            LocalWorker local,
            EgressHost egress,
            ControlService control,
            @Nullable PublishDoor door,
            ServiceGroup services) {
        this.door = door;
        this.local = local;
        this.egress = egress;
        this.control = control;
        this.services = services;
    }

    /**
     * Starts everything.
     *
     * @param engines one for each model, closed with the platform, and when this throws
     * @param dataDir the broker's and the worker's folder
     * @throws RuntimeException with one line that says what to do, after everything was closed again
     */
    public static LocalPlatform start(
            PlatformPlan plan, List<DiffusionEngine> engines, Path dataDir, PrometheusMeterRegistry registry) {
        LocalWorker local = LocalWorker.on(plan.brokerPort(), plan.worker(), engines, dataDir, registry);
        try {
            Topics topics = plan.worker().topics();
            LocalTopics.create(local.clients(), topics, plan.slots(), plan.disk());
            EgressHost egress = new EgressHost(local.connection(), plan.http(), null, registry);
            IngestHost ingest = new IngestHost(local.clients(), plan.doors());
            ControlService control = new ControlService(plan.control(), local.clients(), registry);
            List<Service> parts = new ArrayList<>(
                    List.of(egress, egress.slots(topics, plan.output()), local.worker(), local.gate(), ingest));
            if (plan.doors().here() != null) {
                parts.add(plan.doors().here());
            }
            parts.add(ingest.slots(topics, plan.control().rules().sources()));
            parts.add(control);
            ServiceGroup services = new ServiceGroup("platform", parts, CLOSE_DEADLINE);
            services.start();
            return new LocalPlatform(local, egress, control, plan.doors().here(), services);
        } catch (RuntimeException e) {
            local.worker().close();
            local.close();
            throw e;
        }
    }

    /** Completes exceptionally when a part of it failed, and never otherwise. */
    public CompletableFuture<Void> failed() {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (var end : List.of(services.finished(), local.broker().finished())) {
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
        return local.connection();
    }

    /** The port of the streams' pages; empty if there is none. */
    public OptionalInt httpPort() {
        return egress.httpPort();
    }

    /** The port of the control API. */
    public int controlPort() {
        return control.port();
    }

    /** The port at which browsers publish; -1: there is none. */
    public int publishPort() {
        return door == null ? -1 : door.port();
    }

    /** Closes everything in reverse order; streams go on when it is started again on the same data. */
    @Override
    public void close() {
        try {
            services.close();
        } finally {
            local.close();
        }
    }
}
