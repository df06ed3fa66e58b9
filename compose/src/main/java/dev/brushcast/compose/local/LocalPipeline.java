package dev.brushcast.compose.local;

import dev.brushcast.compose.control.style.StylePublisher;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipeline in this process, on an embedded broker: one stream, one slot, one worker.
 *
 * <p>Started and closed by one thread.
 */
public final class LocalPipeline implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalPipeline.class);
    private static final int SLOTS = 1;
    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(1);
    private static final Duration BROKEN_CLOSE_DEADLINE = Duration.ofSeconds(1);

    /** What frames that were read are counted as that are not rendered when everything ends. */
    private static final String UNFINISHED = "unfinished";

    private final LocalWorker local;
    private final IngestStream ingest;
    private final EgressHost egressHost;
    private final EgressStream egress;
    private final ServiceGroup services;
    private final boolean endsWithEpoch;
    private final Drain drain = new Drain();

    private LocalPipeline(
            LocalWorker local,
            IngestStream ingest,
            EgressHost egressHost,
            EgressStream egress,
            ServiceGroup services,
            boolean endsWithEpoch) {
        this.local = local;
        this.ingest = ingest;
        this.egressHost = egressHost;
        this.egress = egress;
        this.services = services;
        this.endsWithEpoch = endsWithEpoch;
    }

    /**
     * Starts everything, the source last.
     *
     * @param engine closed with the pipeline, and when this throws
     * @param dataDir the broker's and the worker's folder
     * @throws RuntimeException with one line that says what to do, after everything was closed again
     */
    public static LocalPipeline start(LocalPlan plan, DiffusionEngine engine, Path dataDir, MeterRegistry registry) {
        LocalWorker local = LocalWorker.on(plan.brokerPort(), plan.worker(), List.of(engine), dataDir, registry);
        try {
            LocalTopics.create(local.clients(), plan.ingest().topics(), SLOTS, plan.disk());
            new StylePublisher(
                            local.clients(),
                            plan.ingest().topics(),
                            plan.ingest().address(),
                            Clock.systemUTC())
                    .publish(null, before -> plan.style());
            IngestHost ingestHost = new IngestHost(local.clients());
            IngestStream ingest = ingestHost.stream(plan.ingest(), plan.source());
            EgressConfig outputs = plan.egress().apply(nextEpoch(local.clients(), plan));
            EgressHost egressHost = new EgressHost(
                    local.connection(), outputs.http(), outputs.stream().id(), registry);
            EgressStream egress = egressHost.stream(outputs);
            ServiceGroup services = new ServiceGroup(
                    "pipeline",
                    List.of(egressHost, egress, local.worker(), local.gate(), ingestHost, ingest),
                    CLOSE_DEADLINE);
            services.start();
            return new LocalPipeline(
                    local,
                    ingest,
                    egressHost,
                    egress,
                    services,
                    outputs.stream().end() == End.WITH_EPOCH);
        } catch (RuntimeException e) {
            local.worker().close();
            local.close();
            throw e;
        }
    }

    private static long nextEpoch(KafkaClients clients, LocalPlan plan) {
        StreamAddress address = plan.ingest().address();
        return new StreamDirectory(clients, plan.ingest().topics())
                .nextEpoch(address, System.currentTimeMillis() * 1000);
    }

    /**
     * Completes when the source has ended and all of it is written, exceptionally when a service failed.
     *
     * <p>A source on the network may break off and come back as a new epoch: it has ended when ingest says so, and
     * {@link #close} waits for what is still on its way.
     */
    public CompletableFuture<Void> finished() {
        CompletableFuture<Void> done = endsWithEpoch
                ? egress.finished().toCompletableFuture()
                : ingest.finished().toCompletableFuture();
        return CompletableFuture.anyOf(done, failed()).thenAccept(ended -> {});
    }

    /** Completes exceptionally when a service failed, and never otherwise. */
    public CompletableFuture<Void> failed() {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (CompletionStage<Void> end :
                List.of(services.finished(), local.broker().finished())) {
            end.whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
        }
        return failed;
    }

    /** The port of the page; empty if there is none. */
    public OptionalInt httpPort() {
        return egressHost.httpPort();
    }

    public EgressStream egress() {
        return egress;
    }

    public IngestStream ingest() {
        return ingest;
    }

    /** What became of every frame that was read; to be asked once everything is to end. */
    public EgressReport report() {
        return egress.report().andDropped(UNFINISHED, unfinished());
    }

    /** How it went; to be asked once everything is to end. */
    public EgressProgress result() {
        return egress.progress().andDropped(UNFINISHED, unfinished());
    }

    /** Every frame that ingest has read is in a chunk or a gap; egress counts both. */
    private long unfinished() {
        return ingest.summary().framesRead() - egress.progress().frames().in();
    }

    /**
     * Waits until what the source published is rendered and written, and ends the stream: nobody will go on with it. What is
     * written can be watched until the pipeline is closed.
     *
     * @param givenUp the wait is over; the stream is ended when the pipeline is closed
     */
    public void endStream(BooleanSupplier givenUp) {
        CompletableFuture<Void> failed = failed();
        if (drain.await(this::unfinished, () -> failed.isDone() || givenUp.getAsBoolean())) {
            egress.endStream();
        }
    }

    /** Closing waits no longer than this for what is on its way, from now on. */
    public void finishWithin(Duration limit) {
        drain.limitTo(limit);
    }

    /**
     * Stops the source, waits until what it published is rendered and written, and closes everything in reverse order. What
     * is not finished then is in {@link #report}.
     */
    @Override
    public void close() {
        if (local.broker().finished().toCompletableFuture().isCompletedExceptionally()) {
            leaveBroken();
            return;
        }
        ingest.close();
        CompletableFuture<Void> failed = failed();
        if (!drain.await(this::unfinished, failed::isDone)) {
            LOGGER.info("stopped before all that was read had been rendered");
        }
        egress.endStream(); // nobody will go on with it
        closeRest();
    }

    /**
     * Nothing can be read or published any more. What is written is left as it is, and nobody waits for what waits for the
     * broker: the process is about to end.
     */
    private void leaveBroken() {
        OwnedThread rest = new OwnedThread("close-broken-pipeline", this::closeRest, this::closedBroken);
        egress.close();
        rest.start();
        rest.join(BROKEN_CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atDebug().setCause(stuck).log("left behind with its broken broker"));
    }

    private void closeRest() {
        try {
            services.close();
        } finally {
            local.close();
        }
    }

    private void closedBroken(@Nullable Throwable failure) {
        LOGGER.atDebug().setCause(failure).log("closed with its broken broker");
    }
}
