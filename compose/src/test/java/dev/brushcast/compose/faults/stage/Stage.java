package dev.brushcast.compose.faults.stage;

import dev.brushcast.compose.faults.stage.Setup.SmallDisk;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * An installation of processes of their own with live streams, to which faults are done: {@code brushcast worker}, {@code
 * ingest --hosted}, {@code egress --hosted} on three brokers. For one thread.
 */
public final class Stage implements AutoCloseable {

    /** Names of the topics. */
    public static final Topics TOPICS = Topics.UNPREFIXED;

    private static final Duration UP = Duration.ofMinutes(5);
    private static final short COPIES = 3;

    private static final int DISK_MB = 160;

    private final Setup setup;
    private final NumberedStreams streams;
    private final Path folder;
    private final Ports ports;
    private final SmallDisks disks = new SmallDisks();
    private final @Nullable Namespaces network;
    private final @Nullable SetClock clock;
    private final Brokers brokers;
    private final Workers workers;
    private final Member ingest;
    private final Member egress;
    private final NumberedSource source;
    private final AvroSerdes serdes;
    private final KafkaClients clients;
    private final ChunkWatch chunks;
    private final EdgeWatch edge;
    private final Thread broom = new Thread(this::sweep, "faults-sweep");

    private Stage(Setup setup, Path folder, Ports ports) {
        this.setup = setup;
        streams = new NumberedStreams(setup.streams());
        this.folder = folder;
        this.ports = ports;
        network = setup.network() ? Namespaces.open() : null;
        clock = setup.clock() ? SetClock.in(folder) : null;
        brokers = new Brokers(ports, folder.resolve("kafka"), folder, network);
        Launch service = clock == null ? Launch.service() : Launch.service().with(clock.environment());
        workers = new Workers(cluster(), setup.engine(), service, folder, network);
        ingest = host("ingest", service, List.of("--allow-private-sources"));
        egress = host(
                "egress",
                service,
                List.of("--output", output().toString(), "--port", Integer.toString(ports.egress())));
        serdes = AvroSerdes.builtIn();
        KafkaConnection connection = KafkaConnection.plain(brokers.bootstrapServers());
        clients = new KafkaClients(connection, serdes);
        source = NumberedSource.start(ports.source());
        chunks = new ChunkWatch(clients, TOPICS.styledVideo(), slots());
        edge = new EdgeWatch(ports.egress(), streams());
    }

    /** What every service is told. */
    List<String> cluster() {
        return List.of("--bootstrap", brokers.bootstrapServers(), "--failover", setup.failover());
    }

    private Member host(String kind, Launch launch, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(kind, "--hosted"));
        arguments.addAll(cluster());
        arguments.addAll(more);
        return new Member(kind, launch, arguments, folder);
    }

    /**
     * Starts everything; when this returns, workers answer to every stream and all are put out.
     *
     * @param folder for data and logs
     * @throws SkippedException if this machine lacks what is needed
     * @throws StageException if it does not come up
     */
    public static Stage open(Setup setup, Path folder, Ports ports) {
        Stage stage = new Stage(setup, folder, ports);
        try {
            // Whoever ends the harness half-way leaves nothing behind: no process, no file system, no network.
            Runtime.getRuntime().addShutdownHook(stage.broom);
            stage.start();
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void start() {
        if (setup.smallDisk() == SmallDisk.BROKER) {
            disks.mount(brokers.data(1), DISK_MB);
        } else if (setup.smallDisk() == SmallDisk.EGRESS) {
            disks.mount(output(), DISK_MB);
        }
        brokers.start();
        Waits.require("the brokers answer: " + brokers.get(1).tail(), UP, () -> {
            clients.requireReachable(Duration.ofSeconds(10));
            return true;
        });
        try (Admin admin = clients.admin("topics")) {
            Waits.require("the topics are there", UP, () -> {
                new TopicProvisioner(admin, TOPICS).create(slots(), COPIES);
                return true;
            });
        }
        for (int i = 0; i < setup.workers(); i++) {
            workers.add();
        }
        ingest.start();
        egress.start();
        streams.tell(clients, network == null ? "localhost" : Namespaces.here(), ports.source());
        chunks.start();
        edge.start();
        for (String stream : streams()) {
            Waits.require("an answer of a worker to " + stream, UP, () -> {
                revive();
                return chunks.servedBy(stream).isPresent();
            });
            Waits.require("a playlist of " + stream, UP, () -> edge.movedAfter(stream, 0));
        }
    }

    /** Ends the source and its capture, for good. */
    public void endSource() {
        source.close();
        ingest.terminate();
    }

    public List<String> streams() {
        return streams.ids();
    }

    /** Slots, each with a partition of every topic. */
    public int slots() {
        return streams.slots();
    }

    public Setup setup() {
        return setup;
    }

    public Path folder() {
        return folder;
    }

    /** Where each stream's output is, in a folder of its name. */
    public Path output() {
        return folder.resolve("out");
    }

    public Ports ports() {
        return ports;
    }

    public Brokers brokers() {
        return brokers;
    }

    public Workers workers() {
        return workers;
    }

    public Member ingest() {
        return ingest;
    }

    public Member egress() {
        return egress;
    }

    public KafkaClients clients() {
        return clients;
    }

    public AvroSerdes serdes() {
        return serdes;
    }

    public ChunkWatch chunks() {
        return chunks;
    }

    public EdgeWatch edge() {
        return edge;
    }

    /** How many frames the source has shown. */
    public int drawn() {
        return source.drawn();
    }

    /** Everything that runs now. */
    public List<Member> running() {
        List<Member> all = new ArrayList<>(brokers.all());
        all.addAll(workers.all());
        all.add(ingest);
        all.add(egress);
        return all.stream().filter(Member::alive).toList();
    }

    /** Whatever has ended by itself is started again: services that find no broker when they start give up. */
    public void revive() {
        brokers.all().forEach(Member::revive);
        workers.all().forEach(Member::revive);
        ingest.revive();
        egress.revive();
    }

    /** Cuts a member's line to everybody else: a broker's or a worker's. */
    public void cut(Member member) {
        line(member, true);
    }

    /** Mends it. */
    public void mend(Member member) {
        line(member, false);
    }

    private void line(Member member, boolean cut) {
        if (network == null) {
            throw new StageException("this stage has no network of its own");
        }
        int address = brokers.all().contains(member)
                ? Brokers.address(brokers.all().indexOf(member) + 1)
                : workers.address(member);
        if (cut) {
            network.cut(address);
        } else {
            network.mend(address);
        }
    }

    /** Sets the services' wall clock ahead of the true one, or behind. */
    public void setClock(Duration ahead) {
        if (clock == null) {
            throw new StageException("this stage has no clock of its own");
        }
        clock.set(ahead);
    }

    /** The folder that is a small disk, filled until nothing more can be written. */
    public void fillDisk() {
        SmallDisks.fill(smallDisk());
    }

    /** What filled it is deleted. */
    public void freeDisk() {
        SmallDisks.free(smallDisk());
    }

    private Path smallDisk() {
        return setup.smallDisk() == SmallDisk.BROKER ? brokers.data(1) : output();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(broom);
        edge.close();
        source.close();
        sweep();
        chunks.close();
        serdes.close();
    }

    private void sweep() {
        egress.close();
        ingest.close();
        workers.close();
        brokers.close();
        disks.close();
        if (network != null) {
            network.close();
        }
    }
}
