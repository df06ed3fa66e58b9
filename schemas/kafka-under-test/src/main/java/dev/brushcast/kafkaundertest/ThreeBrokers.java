package dev.brushcast.kafkaundertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A {@link Quorum} of three brokers in this JVM, any of which can be taken away. */
public final class ThreeBrokers implements KafkaUnderTest {

    private static final int NODES = 3;

    private final Quorum quorum;
    private final List<KafkaRaftServer> servers = new ArrayList<>();

    private ThreeBrokers(Quorum quorum) {
        this.quorum = quorum;
    }

    /** Starts all three. */
    public static ThreeBrokers start() {
        try {
            Path folder = Files.createTempDirectory("three-brokers");
            List<Integer> ports = freePorts(2 * NODES);
            List<Quorum.Node> nodes = IntStream.range(0, NODES)
                    .mapToObj(node -> new Quorum.Node(node + 1, "localhost", ports.get(node), ports.get(NODES + node)))
                    .toList();
            ThreeBrokers cluster = new ThreeBrokers(new Quorum(Uuid.randomUuid().toString(), folder, nodes));
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
        for (int id = 1; id <= NODES; id++) {
            quorum.formatIfNew(id);
            servers.add(new KafkaRaftServer(new KafkaConfig(quorum.settings(id), false), Time.SYSTEM));
        }
        // None is up before the others are: each waits for a quorum.
        CompletableFuture.allOf(servers.stream()
                        .map(server -> CompletableFuture.runAsync(server::startup, Thread.ofPlatform()::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public String bootstrapServers() {
        return quorum.bootstrapServers();
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
        TemporaryFolder.delete(quorum.folder());
    }
}
