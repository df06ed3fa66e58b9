package dev.brushcast.egress.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.hls.Recordings;
import dev.brushcast.egress.http.EgressServer;
import dev.brushcast.egress.http.ServedStream;
import dev.brushcast.egress.http.ServedStreams;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.style.StyleFamilies;
import dev.brushcast.kit.hosts.HostedService;
import dev.brushcast.kit.hosts.HostedStream;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KnownEpochs;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.kafka.TopicView;
import dev.brushcast.kit.lifecycle.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where streams are put out: what they share, which is the HTTP server and the consumer. Streams are made by it, and started
 * and closed one by one while others run; it is closed after them. Safe for use by several threads.
 */
public final class EgressHost implements Service {

    private static final Duration REACHABLE = Duration.ofSeconds(30);

    private final HttpConfig http;
    private final MeterRegistry registry;
    private final ServedStreams served;
    private final AvroSerdes serdes;
    private final KafkaClients clients;
    private final Map<Topics, KnownEpochs> epochs = new ConcurrentHashMap<>();
    private final HostEvents events;
    private final HostSlack slack;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private @Nullable EgressServer server;
    private @Nullable SharedConsumer consumer;
    private volatile @Nullable TopicView<DesiredStream> desired;
    private final StyleFamilies families = new StyleFamilies(this::desired, System::nanoTime);

    /**
     * A host; {@link #start()} has it listen.
     *
     * @param top id of the stream that is served at the top as well; null: none is
     */
    public EgressHost(KafkaConnection connection, HttpConfig http, @Nullable String top, MeterRegistry registry) {
        this.http = http;
        this.registry = registry;
        this.served = new ServedStreams(top);
        this.serdes = connection.openSerdes();
        this.clients = new KafkaClients(connection, serdes);
        this.events = new HostEvents(clients);
        this.slack = new HostSlack(clients, InstantSource.system());
    }

    @Override
    public String name() {
        return "egress-host";
    }

    /**
     * @throws dev.brushcast.kit.UserError if the port is in use, or the brokers cannot be reached
     */
    @Override
    public synchronized void start() {
        if (http.enabled()) {
            server = EgressServer.start(http, served);
        }
        clients.requireReachable(REACHABLE);
        if (desired != null) {
            desired.start();
            slack.open();
            SharedConsumer _ = consumer();
            long _ = WarmUp.run();
        }
    }

    /** What all streams of the installation are to be; empty: not known, or not now. */
    private Optional<Collection<DesiredStream>> desired() {
        return Optional.ofNullable(desired)
                .filter(view -> view.problem().isEmpty())
                .map(view -> view.newest().values().stream()
                        .map(ConsumerRecord::value)
                        .toList());
    }

    /** Completes when it is closed: there may always be one stream more. */
    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    /** A stream, not started yet; what it says of HTTP is the host's affair. */
    public EgressStream stream(EgressConfig config) {
        KnownEpochs known = epochs.computeIfAbsent(config.topics(), topics -> KnownEpochs.of(clients, topics));
        return new EgressStream(clients, this::consumer, known, served, events, slack, families::of, config, registry);
    }

    /**
     * Puts out what the streams of this host's slots are to be, in an installation; asked for before the host is started, to be
     * started after it, and closed before it.
     *
     * @param root where each stream has a folder of its name
     */
    public synchronized SlotHost slots(Topics topics, Path root) {
        TopicView<DesiredStream> all = new TopicView<>(clients, topics.streams());
        desired = all;
        served.standingStill(id -> all.find(id).map(_ -> recorded(root.resolve(id))));
        return new SlotHost(
                "egress-slots",
                clients,
                topics.streams().name(),
                topics.egressHosts(),
                desired -> hosted(stream(config(desired, topics, root)), next -> config(next, topics, root)),
                (_, _) -> {}); // told by the log, and by the stream's state
    }

    /** What there is of a stream that is not put out now. */
    private static ServedStream recorded(Path folder) {
        return new ServedStream(
                folder,
                new LiveStream(),
                1,
                Map::of,
                () -> true,
                List::of,
                () -> Recordings.in(folder, Renditions.RECORDING));
    }

    /** Where it is pushed to, and what menus call it, change while it runs; with any other change it is made anew. */
    private static HostedStream hosted(EgressStream stream, Function<DesiredStream, EgressConfig> read) {
        Predicate<DesiredStream> change = changed -> {
            EgressConfig next = read.apply(changed);
            EgressConfig now = stream.config();
            boolean goesOn = next.withPush(now.push())
                    .withOutput(next.output().withTitle(now.output().title()))
                    .equals(now);
            if (goesOn) {
                stream.pushTo(next.push());
            }
            return goesOn;
        };
        return new HostedService(stream, change, stream::sayFarewell);
    }

    private static EgressConfig config(DesiredStream stream, Topics topics, Path root) {
        return EgressConfig.of(stream, topics, root.resolve(stream.getStreamId()));
    }

    private synchronized SharedConsumer consumer() {
        SharedConsumer opened = consumer == null ? clients.sharedConsumer("egress") : consumer;
        consumer = opened;
        return opened;
    }

    /** The port of the HTTP server; empty if there is none. */
    public synchronized OptionalInt httpPort() {
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
        if (desired != null) {
            desired.close();
            desired = null;
        }
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
        events.close();
        slack.close();
        serdes.close();
        finished.complete(null);
    }
}
