package dev.brushcast.ingest.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.ingest.publish.HostProducer;
import dev.brushcast.ingest.publish.HostWorkers;
import dev.brushcast.kit.hosts.HostedService;
import dev.brushcast.kit.hosts.HostedStream;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where streams are taken in: what they share, which is the producer, and what they hear of workers. Streams are made by it, and started and closed one by one
 * while others run; it is closed after them. Safe for use by several threads.
 */
public final class IngestHost implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(IngestHost.class);

    /** Opened before streams are shared: with the first source FFmpeg is loaded, for which no stream that is taken over is to wait. */
    private static final MediaSource WARM_UP = MediaSource.parse("testsrc:size=64x64:rate=25:duration=1");

    private final KafkaClients clients;
    private final Doors doors;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private @Nullable HostProducer producer;
    private @Nullable HostWorkers workers;

    /** A host to which nobody publishes. The clients outlive it. */
    public IngestHost(KafkaClients clients) {
        this(clients, Doors.NONE);
    }

    /** A host. The clients and the doors outlive it. */
    public IngestHost(KafkaClients clients, Doors doors) {
        this.clients = clients;
        this.doors = doors;
    }

    @Override
    public String name() {
        return "ingest-host";
    }

    @Override
    public void start() {
        HostProducer _ = producer();
    }

    /** Completes when it is closed: there may always be one stream more. */
    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    /** A stream, not started yet. */
    public IngestStream stream(IngestConfig config) {
        return stream(config, doors.connection(config, LOGGER::info));
    }

    /** A stream of a source that may have been opened already; it is closed with the stream. */
    public IngestStream stream(IngestConfig config, SourceConnection connection) {
        return new IngestStream(config, clients, producer(), workers(), connection);
    }

    /**
     * Takes in what the streams of this host's slots are to be, in an installation; to be started, and closed before the host.
     *
     * @param sources where they may come from
     */
    public SlotHost slots(Topics topics, SourcePolicy sources) {
        SourceInfo _ = IngestProbe.probe(WARM_UP);
        return new SlotHost(
                "ingest-slots",
                clients,
                topics.streams().name(),
                topics.ingestHosts(),
                desired -> hosted(desired, topics, sources),
                new FailureEvents(topics, producer().records(), InstantSource.system()));
    }

    /** What only a stream's outputs are told is nothing to its capture; with any other change it is made anew. */
    private HostedStream hosted(DesiredStream desired, Topics topics, SourcePolicy sources) {
        IngestConfig config = IngestConfig.of(desired, topics);
        sources.require(config.source());
        return new HostedService(stream(config), changed -> changed.getIngest().equals(desired.getIngest()), () -> {});
    }

    private synchronized HostProducer producer() {
        HostProducer opened = producer == null ? new HostProducer(clients) : producer;
        producer = opened;
        return opened;
    }

    private synchronized HostWorkers workers() {
        HostWorkers opened = workers == null ? new HostWorkers(clients) : workers;
        workers = opened;
        return opened;
    }

    @Override
    public synchronized void close() {
        if (workers != null) {
            workers.close();
            workers = null;
        }
        if (producer != null) {
            producer.close();
            producer = null;
        }
        finished.complete(null);
    }
}
