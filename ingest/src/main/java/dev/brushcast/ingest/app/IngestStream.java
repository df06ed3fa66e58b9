package dev.brushcast.ingest.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.IngestSummary;
import dev.brushcast.ingest.epoch.OnAir;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.ingest.publish.HostProducer;
import dev.brushcast.ingest.publish.HostWorkers;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.ingest.publish.StreamPublisher;
import dev.brushcast.ingest.publish.TakenOverException;
import dev.brushcast.ingest.restream.Restreaming;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.media.source.StreamSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one source, or another stream, into the topics: {@code source-video}, {@code source-audio}, {@code epochs} and {@code events}.
 *
 * <p>Finished when the source has ended and the cluster has all of it. Fails with {@link
 * dev.brushcast.media.MediaException} when the source cannot be opened at first or gives not a single frame; with {@link dev.brushcast.kit.UserError} when the slot is taken; with {@link
 * dev.brushcast.ingest.publish.DeliveryException} when the cluster does not take a record. A recording that ends early
 * (cut short, damaged) and a live source that does not come back are no failures: what there is of them is published, and
 * {@link IngestSummary#endedEarly} says why.
 *
 * <p>Closing ends the epoch in an orderly way: what has been read is published, then that nothing more comes.
 */
public final class IngestStream implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(IngestStream.class);

    /** For the end of the epoch to reach the cluster; a cluster that is gone must not hold up the process for ever. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final IngestConfig config;
    private final KafkaClients clients;
    private final HostProducer producer;
    private final HostWorkers workers;
    private final IngestClock clock;
    private final RandomGenerator random;
    private final SourceConnection connection;
    private final StopSignal stop;
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final OwnedThread thread;

    /**
     * A stream of a host.
     *
     * @param connection to its source, which may have been opened already; closed with the stream
     */
    IngestStream(
            IngestConfig config,
            KafkaClients clients,
            HostProducer producer,
            HostWorkers workers,
            SourceConnection connection) {
        this.config = config;
        this.clients = clients;
        this.producer = producer;
        this.workers = workers;
        this.connection = connection;
        this.stop = connection.stop();
        this.clock = IngestClock.SYSTEM;
        this.random = RandomGenerator.getDefault();
        this.thread = new OwnedThread(name(), this::capture, this::ended);
    }

    @Override
    public String name() {
        return "ingest-" + config.streamId();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    /** What has been done so far; from any thread, also after closing. */
    public IngestSummary summary() {
        return tally.summary();
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null) {
            finished.complete(null);
        } else {
            finished.completeExceptionally(failure);
        }
    }

    private void capture() throws InterruptedException {
        StreamAddress address = config.address();
        StreamDirectory directory = new StreamDirectory(clients, config.topics());
        directory.requireFree(address, clock.wallUs()); // before the claim: who is refused takes nothing from anybody
        try (StreamPublisher publisher = new StreamPublisher(
                producer,
                workers,
                clients,
                config.topics(),
                address,
                config.chunks().maxUnacknowledgedBytes(),
                clock,
                stop)) {
            CaptureContext context = new CaptureContext(config, publisher, clock, stop, tally, new OnAir());
            if (config.source() instanceof StreamSource other) {
                new Restreaming(context, other, clients, directory, this::progress).run();
            } else {
                new CaptureLoop(context, connection, () -> directory.nextEpoch(address, clock.wallUs()), random).run();
            }
        } catch (DeliveryException e) {
            throw e.isFenced() ? new TakenOverException(config.streamId(), e) : e;
        }
    }

    private void progress(String waitingFor) {
        if (waitingFor.isEmpty()) {
            connection.found();
        } else {
            connection.lost(waitingFor);
        }
    }

    /** What is being waited for, for people; empty while the source is there. From any thread. */
    public Optional<String> waitingFor() {
        return connection.waitingFor();
    }

    @Override
    public void close() {
        stop.give();
        thread.join(CLOSE_LIMIT).ifPresent(stuck -> {
            LOGGER.atWarn()
                    .addKeyValue("stream", config.streamId())
                    .setCause(stuck)
                    .log("the end of the stream could not be published in time");
            thread.interrupt();
            thread.join(CLOSE_LIMIT).ifPresent(still -> {
                throw still;
            });
        });
        connection.close();
    }
}
