package dev.brushcast.egress.app;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.http.EgressServer;
import dev.brushcast.egress.ledger.EgressMetrics;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.egress.push.rtmp.RtmpTarget;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.lifecycle.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts out one stream: HLS files of the styled and of the original picture, a recording, an RTMP push, an HTTP server with the
 * player page. {@link #finished()} completes when the capture has ended and all of it is written, if the configuration says to
 * end with it; the server stays up until {@link #close()}, which also makes whole what is out when it comes in mid-stream.
 */
public final class EgressService implements Service {

    private static final Duration REACHABLE = Duration.ofSeconds(30);

    /** Enough to make a long recording whole. */
    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(1);

    /** What a full queue of packets needs at the speed at which it plays. */
    private static final Duration PUSH_DRAIN = Duration.ofSeconds(15);

    private final KafkaConnection connection;
    private final EgressConfig config;
    private final Ledger ledger;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final List<RenditionThread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private @Nullable AvroSerdes serdes;
    private @Nullable EgressServer server;
    private final Pushes pushes;

    /** An egress; {@link #start()} sets it going. */
    public EgressService(KafkaConnection connection, EgressConfig config, MeterRegistry registry) {
        this.connection = connection;
        this.config = config;
        this.ledger = new Ledger(
                Clock.systemUTC(), new EgressMetrics(registry, config.stream().id()));
        this.pushes = new Pushes(
                config.rtmp().stream().map(RtmpTarget::new).toList(),
                config.stream().address(),
                registry);
    }

    @Override
    public String name() {
        return "egress";
    }

    @Override
    public synchronized void start() {
        if (config.http().enabled()) {
            server = EgressServer.start(
                    config.http(),
                    config.output().folder(),
                    config.output().segment().toNanos() / 1e9,
                    this::status,
                    () -> !finished.isCompletedExceptionally());
        }
        AvroSerdes opened = connection.openSerdes();
        serdes = opened;
        KafkaClients clients = new KafkaClients(connection, opened);
        clients.requireReachable(REACHABLE);
        Renditions renditions = new Renditions(config, clients);
        pushes.start();
        threads.add(renditions.styled(ledger, pushes, this::ended));
        if (config.output().source()) {
            threads.add(renditions.source(this::ended));
        }
        running.set(threads.size());
        threads.forEach(RenditionThread::start);
    }

    /** One rendition has ended; with a failure, the others have nothing to go on for. */
    private void ended(@Nullable Throwable failure) {
        if (failure != null) {
            finished.completeExceptionally(failure);
            threads.forEach(RenditionThread::stop);
        }
        if (running.decrementAndGet() == 0) {
            pushes.drain(PUSH_DRAIN);
            finished.complete(null);
        }
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished;
    }

    /** How it goes. */
    public EgressProgress progress() {
        return ledger.progress();
    }

    /** How it went; complete once {@link #finished()} is, or after {@link #close()}. */
    public EgressReport report() {
        return ledger.report().with(pushes.status());
    }

    /** The port of the HTTP server; empty if there is none. */
    public synchronized OptionalInt httpPort() {
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
    }

    /** What the page shows. */
    public EgressStatus status() {
        EgressProgress progress = ledger.progress();
        return new EgressStatus(
                config.stream().id(),
                state(progress),
                progress.frames().in(),
                progress.frames().out(),
                progress,
                pushes.status(),
                config.output().source(),
                finished.isCompletedExceptionally() ? finished.exceptionNow().getMessage() : null);
    }

    private String state(EgressProgress progress) {
        if (finished.isCompletedExceptionally()) {
            return "failed";
        }
        if (finished.isDone()) {
            return "ended";
        }
        return progress.frames().out() == 0 ? "waiting" : "running";
    }

    @Override
    public synchronized void close() {
        for (RenditionThread thread : threads) {
            thread.stopAndWait(CLOSE_DEADLINE);
        }
        threads.clear();
        pushes.close();
        if (serdes != null) {
            serdes.close();
            serdes = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
