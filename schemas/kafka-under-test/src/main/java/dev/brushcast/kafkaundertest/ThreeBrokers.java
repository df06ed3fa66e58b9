package dev.brushcast.kafkaundertest;

import dev.brushcast.contract.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A cluster of three brokers in this JVM, any of which can be taken away. Topics have one copy where nobody asks for more,
 * as by Kafka's own default.
 */
public final class ThreeBrokers implements KafkaUnderTest {

    private static final int NODES = 3;

    private final Path folder;
    private final List<Integer> ports;
    private final List<KafkaRaftServer> servers = new ArrayList<>();

    private ThreeBrokers(Path folder, List<Integer> ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** Starts all three. */
    public static ThreeBrokers start() {
        try {
            ThreeBrokers cluster = new ThreeBrokers(Files.createTempDirectory("three-brokers"), freePorts(2 * NODES));
            cluster.startNodes();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getByName("localhost")));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return held.stream().map(ServerSocket::getLocalPort).toList();
    }

    private void startNodes() {
        String cluster = Uuid.randomUuid().toString();
        for (int id = 1; id <= NODES; id++) {
            Path logs = folder.resolve("node-" + id);
            format(cluster, id, logs);
            servers.add(new KafkaRaftServer(new KafkaConfig(settings(id, logs), false), Time.SYSTEM));
        }
        // None is up before the others are: each waits for a quorum.
        CompletableFuture.allOf(servers.stream()
                        .map(server -> CompletableFuture.runAsync(server::startup, Thread.ofPlatform()::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void format(String cluster, int id, Path logs) {
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(id)
                    .setClusterId(cluster)
                    .setControllerListenerName("CONTROLLER")
                    .setHasDynamicQuorum(false)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (Exception e) { // what Formatter.run declares
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings(int id, Path logs) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(id));
        settings.put("log.dirs", logs.toString());
        settings.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(node -> node + "@localhost:" + controllerPort(node))
                        .collect(Collectors.joining(",")));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "listeners",
                "PLAINTEXT://localhost:" + clientPort(id) + ",CONTROLLER://localhost:" + controllerPort(id));
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + clientPort(id));
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private int clientPort(int id) {
        return ports.get(id - 1);
    }

    private int controllerPort(int id) {
        return ports.get(NODES + id - 1);
    }

    @Override
    public String bootstrapServers() {
        return ports.subList(0, NODES).stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    /** Takes a broker away; it is not started again. */
    public void stop(int id) {
        KafkaRaftServer server = servers.get(id - 1);
        server.shutdown();
        server.awaitShutdown();
    }

    @Override
    public void close() {
        CompletableFuture.allOf(IntStream.rangeClosed(1, NODES)
                        .mapToObj(id -> CompletableFuture.runAsync(() -> stop(id), Thread.ofPlatform()::start))
                        .toArray(CompletableFuture[]::new))
                .join();
        TemporaryFolder.delete(folder);
    }
}
