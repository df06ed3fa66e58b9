package dev.brushcast.compose.bench;

import dev.brushcast.compose.bench.FailoverOptions.Victim;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.source.MediaSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kills one of two processes, again and again, each time that which does the work, and measures how long it is until the other one
 * does it. A live stream, a broker in this process, no model. What was killed is started again before the next kill.
 */
public final class FailoverBenchmark {

    private static final String SOURCE = "testsrc:size=64x64:rate=15";

    private final FailoverOptions options;
    private final String mainClass;
    private final Path folder;
    private final Ports ports = new Ports();
    private int started;

    /**
     * @param mainClass of this program, which the processes are
     * @param folder for everything
     */
    public FailoverBenchmark(FailoverOptions options, String mainClass, Path folder) {
        this.options = options;
        this.mainClass = mainClass;
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if nobody takes over within a minute
     */
    public FailoverReport run() throws InterruptedException, ExecutionException {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES))) {
            KafkaConnection connection =
                    KafkaConnection.plain(broker.bootstrapServers()).withFailover(options.failover());
            try (var serdes = connection.openSerdes()) {
                KafkaClients clients = new KafkaClients(connection, serdes);
                try (Admin admin = clients.admin("bench")) {
                    new TopicProvisioner(admin, Topics.UNPREFIXED).create(1, (short) 1);
                }
                return run(clients, broker.bootstrapServers());
            }
        }
    }

    private FailoverReport run(KafkaClients clients, String broker) throws InterruptedException, ExecutionException {
        List<Child> others = new ArrayList<>();
        try (IngestHost host = new IngestHost(clients);
                FailoverProbe probe = FailoverProbe.of(options.victim(), clients, folder, ports)) {
            if (options.victim() == Victim.WORKER) {
                try (IngestStream stream = host.stream(IngestConfig.of(MediaSource.parse(SOURCE))
                        .withAddress(new StreamAddress(FailoverProbe.STREAM, 0)))) {
                    stream.start();
                    return kill(broker, probe);
                }
            }
            desire(clients);
            if (options.victim() == Victim.EGRESS) {
                others.add(start(broker, Victim.INGEST));
                others.add(start(broker, Victim.WORKER));
            }
            return kill(broker, probe);
        } finally {
            others.forEach(Child::close);
        }
    }

    private static void desire(KafkaClients clients) throws InterruptedException, ExecutionException {
        DesiredStream wanted = new DesiredStream(
                FailoverProbe.STREAM,
                0,
                1L,
                true,
                "{\"source\": \"" + SOURCE + "\"}",
                "{\"output\": {\"segment\": \"1s\"}}",
                0L,
                0L);
        try (var producer = clients.producer("bench-streams", DesiredStream.class, Map.of())) {
            producer.send(new ProducerRecord<>(Topics.UNPREFIXED.streams().name(), 0, FailoverProbe.STREAM, wanted))
                    .get();
        }
    }

    private FailoverReport kill(String broker, FailoverProbe probe) {
        List<Child> pair = new ArrayList<>(List.of(start(broker, options.victim()), start(broker, options.victim())));
        List<Double> seconds = new ArrayList<>();
        try {
            while (seconds.size() < options.kills()) {
                probe.awaitReady(names(pair));
                String serving = probe.serving(names(pair));
                while (serving.isEmpty()) {
                    serving = probe.serving(names(pair));
                }
                Child killed = find(pair, serving).orElseThrow();
                pair.remove(killed);
                probe.mark(serving);
                probe.aboutToKill();
                long before = System.nanoTime();
                killed.close();
                probe.awaitOther(serving, pair.getFirst().name());
                seconds.add((System.nanoTime() - before) / 1e9);
                pair.add(start(broker, options.victim()));
            }
        } finally {
            pair.forEach(Child::close);
        }
        return report(seconds);
    }

    private static List<String> names(List<Child> children) {
        return children.stream().map(Child::name).toList();
    }

    private FailoverReport report(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return new FailoverReport(
                options.victim().name(),
                options.failover().name(),
                options.guarantee().toString(),
                at(sorted, 0.5),
                at(sorted, 0.95),
                sorted.getLast(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                seconds);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static Optional<Child> find(List<Child> children, String name) {
        return children.stream().filter(child -> child.name().equals(name)).findFirst();
    }

    private Child start(String broker, Victim what) {
        String name = what.name().toLowerCase(Locale.ROOT) + "-" + ++started;
        List<String> arguments = new ArrayList<>();
        List<String> cluster =
                List.of("--bootstrap", broker, "--failover", options.failover().name());
        switch (what) {
            case WORKER -> {
                arguments.addAll(List.of("worker", "--name", name, "--state", folder + "/state"));
                arguments.addAll(List.of("--fake-engine", "1=5,2=6,4=8,8=12", "--warm-up", "64x64"));
                arguments.addAll(List.of("--guarantee", options.guarantee().toString()));
            }
            case INGEST ->
                arguments.addAll(List.of("ingest", "--hosted", "--ops-port", Integer.toString(ports.of(name))));
            case EGRESS ->
                arguments.addAll(List.of(
                        "egress",
                        "--hosted",
                        "--output",
                        folder + "/" + name,
                        "--port",
                        Integer.toString(ports.of(name))));
        }
        arguments.addAll(cluster);
        return Child.start(name, mainClass, FailoverProbe.log(folder, name), arguments);
    }
}
