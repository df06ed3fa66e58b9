package dev.brushcast.egress.app;

import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.hls.FolderLock;
import dev.brushcast.egress.hls.Recordings;
import dev.brushcast.egress.http.ServedStream;
import dev.brushcast.egress.http.ServedStreams;
import dev.brushcast.egress.ledger.EgressMetrics;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.LiveEdge;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.style.StyleChoice;
import dev.brushcast.egress.watch.OutputWatch;
import dev.brushcast.egress.watch.SourceLook;
import dev.brushcast.egress.watch.StyledSight;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.lifecycle.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts out one stream: HLS of the styled and of the original picture, a recording, pushes. {@link #finished()} completes when the
 * capture has ended and all of it is written, if the configuration says to end with it; it is served until {@link #close()}.
 * Nobody else may write to its output folder meanwhile.
 */
public final class EgressStream implements Service {

    /** Enough to make a long recording whole. */
    private static final Duration CLOSE_DEADLINE = Duration.ofMinutes(1);

    /** One may wait for its audio and the next one behind it. */
    private static final int CAPTURES_AT_ONCE = 2;

    /** Players load a playlist again after half a segment to one and a half. */
    private static final int FAREWELL_SEGMENTS = 3;

    /** What a full queue of packets needs at the speed at which it plays. */
    private static final Duration PUSH_DRAIN = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Supplier<SharedConsumer> consumer;
    private final KnownEpochs epochs;
    private final ServedStreams served;
    private final EgressConfig config;
    private final EgressMetrics metrics;
    private final Ledger ledger;
    private final OutputWatch watch;
    private final StyledSight sight;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final List<RenditionThread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private @Nullable FolderLock lock;
    private final EarlierRecordings recordings;
    private volatile boolean closing;
    private final LiveStream live = new LiveStream();
    private final ServedStream asServed;
    private final Pushes pushes;

    /**
     * A stream of a host; {@link #start()} sets it going.
     *
     * @param consumer reads the topics, with other streams
     * @param epochs that there have been in the stream's installation
     * @param served where it is found while it is started
     * @param events where is told what its output looks like
     * @param slack where is told how long its viewers can wait
     * @param styles the styles of a stream's source that viewers can choose
     */
    EgressStream(
            KafkaClients clients,
            Supplier<SharedConsumer> consumer,
            KnownEpochs epochs,
            ServedStreams served,
            HostEvents events,
            HostSlack slack,
            Function<String, List<StyleChoice>> styles,
            EgressConfig config,
            MeterRegistry registry) {
        this.clients = clients;
        this.consumer = consumer;
        this.epochs = epochs;
        this.served = served;
        this.asServed = new ServedStream(
                config.output().folder(),
                live,
                config.output().segment().toNanos() / 1e9,
                this::status,
                () -> !isFailed(),
                () -> styles.apply(config.stream().id()),
                () -> Recordings.in(config.output().folder(), Renditions.RECORDING));
        this.config = config;
        this.recordings = new EarlierRecordings(config.output().folder());
        this.metrics = new EgressMetrics(registry, config.stream().id());
        this.ledger = new Ledger(
                Clock.systemUTC(),
                metrics,
                LiveEdge.holdBack(config.output().part()),
                config.output().part());
        ledger.onSlack(viewers -> slack.tell(config.topics(), config.stream().address(), viewers));
        this.watch = new OutputWatch(
                config.alarms(),
                config.output().source(),
                new AlarmTeller(
                        config.stream().id(),
                        metrics,
                        event -> events.tell(config.topics(), config.stream().address(), event),
                        Clock.systemUTC()));
        this.sight = new StyledSight(watch, Clock.systemUTC());
        this.pushes = new Pushes(config.push(), config.stream().address(), registry, PushProtocols::target);
    }

    @Override
    public String name() {
        return "egress-" + config.stream().id();
    }

    @Override
    public synchronized void start() {
        lock = FolderLock.take(config.output().folder());
        served.add(config.stream().id(), asServed);
        recordings.finish();
        Renditions renditions = new Renditions(config, clients, consumer.get(), epochs, live);
        pushes.start();
        threads.add(renditions.styled(ledger, sight, pushes, this::ended));
        if (config.output().source()) {
            threads.add(renditions.source(new SourceLook(watch, Clock.systemUTC()), this::ended));
        }
        running.set(threads.size());
        threads.forEach(RenditionThread::start);
    }

    /** One rendition has ended; with a failure, the others have nothing to go on for. */
    private void ended(@Nullable Throwable failure) {
        if (failure != null) {
            finished.completeExceptionally(failure);
            threads.forEach(RenditionThread::leave);
        }
        if (running.decrementAndGet() == 0 && !finished.isDone()) {
            if (!closing) {
                pushes.drain(PUSH_DRAIN);
            }
            finished.complete(null);
        }
    }

    /**
     * Ends the stream's output: playlists end here. For whoever knows that nothing follows; {@link #close} alone leaves a stream
     * that goes on, for players to wait for whoever puts it out next. Waits for the audio of the last pictures as long as pictures
     * ever do.
     */
    public synchronized void endStream() {
        closing = true;
        Duration deadline = CLOSE_DEADLINE.plus(config.output().audioPatience().multipliedBy(CAPTURES_AT_ONCE));
        threads.forEach(RenditionThread::end);
        threads.forEach(thread -> thread.join(deadline));
    }

    /** Ends the stream's output and leaves it there for as long as players need to learn of it. */
    void sayFarewell() {
        endStream();
        try {
            Thread.sleep(config.output().segment().multipliedBy(FAREWELL_SEGMENTS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pushes the stream to these servers from now on, and to no other. Waits for nothing; may be called by any thread. */
    void pushTo(List<PushAddress> addresses) {
        pushes.become(addresses);
    }

    /**
     * Pushes the stream to one more server while it runs, from the next key picture on. Waits for nothing; may be called by any
     * thread.
     */
    public PushAddition addPush(PushAddress address) {
        return pushes.add(address);
    }

    /**
     * Pushes the stream to a server no longer. Waits for nothing; may be called by any thread.
     *
     * @param id as {@link #addPush} and statuses have it
     */
    public PushRemoval removePush(String id) {
        return pushes.remove(id);
    }

    /** Servers that took nothing of what there was to push, and why; to be asked at the end. Empty: there is none. */
    public Optional<String> pushFailure() {
        return pushes.failure();
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
        return ledger.report().with(pushes.status(), pushes.removed());
    }

    /** What it was told at first. */
    EgressConfig config() {
        return config;
    }

    private boolean isFailed() {
        return finished.isCompletedExceptionally();
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
                pushes.removed(),
                config.output().source(),
                served.offers(asServed),
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
        closing = true;
        threads.forEach(RenditionThread::leave);
        threads.forEach(thread -> thread.join(CLOSE_DEADLINE));
        threads.clear();
        sight.close();
        pushes.close();
        metrics.close();
        served.remove(config.stream().id(), asServed);
        recordings.join(CLOSE_DEADLINE);
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
