package dev.brushcast.kafkaundertest;

import dev.brushcast.contract.Topics;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A cluster whose nodes are brokers and controllers in one, wherever they run. Topics have one copy where nobody asks for more,
 * as by Kafka's own default.
 *
 * @param clusterId Kafka's name for it
 * @param folder each node has a folder of its own in it
 * @param nodes all of them, which elect the controller
 */
public record Quorum(String clusterId, Path folder, List<Node> nodes) {

    /** So that who dies is missed as soon as the project's failover asks for; as its README has it. */
    private static final Map<String, String> MISSED_SOON = Map.of(
            "group.min.session.timeout.ms", "500",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "400",
            "controller.quorum.fetch.timeout.ms", "1000",
            "controller.quorum.election.timeout.ms", "500");

    /**
     * A node.
     *
     * @param id from 1
     * @param host name or address at which clients and other nodes reach it
     */
    public record Node(int id, String host, int clientPort, int controllerPort) {

        private static Node parse(String text) {
            String[] parts = text.split("[@:]", -1);
            return new Node(
                    Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        }

        @Override
        public String toString() {
            return id + "@" + host + ":" + clientPort + ":" + controllerPort;
        }
    }

    public Quorum {
        nodes = List.copyOf(nodes);
    }

    /** What {@link #arguments} gave. */
    static Quorum parse(List<String> arguments) {
        return new Quorum(
                arguments.get(0),
                Path.of(arguments.get(1)),
                arguments.subList(2, arguments.size()).stream().map(Node::parse).toList());
    }

    /** Itself as arguments of a command. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(clusterId, folder.toString()));
        nodes.forEach(node -> arguments.add(node.toString()));
        return arguments;
    }

    /** Where clients start from: all nodes. */
    public String bootstrapServers() {
        return nodes.stream().map(node -> node.host() + ":" + node.clientPort()).collect(Collectors.joining(","));
    }

    /** Where a node's data are. */
    public Path logs(int id) {
        return folder.resolve("node-" + id);
    }

    /** Makes a node's folder, unless it is there already. */
    public void formatIfNew(int id) {
        Path logs = logs(id);
        if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(silence)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(id)
                    .setClusterId(clusterId)
                    .setControllerListenerName("CONTROLLER")
                    .setHasDynamicQuorum(false)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (Exception e) { // what Formatter.run declares
            throw new IllegalStateException(e);
        }
    }

    /** Kafka's settings of a node. */
    public Map<String, String> settings(int id) {
        Node node = nodes.get(id - 1);
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(id));
        settings.put("log.dirs", logs(id).toString());
        settings.put(
                "controller.quorum.voters",
                nodes.stream()
                        .map(voter -> voter.id() + "@" + voter.host() + ":" + voter.controllerPort())
                        .collect(Collectors.joining(",")));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        String clients = "PLAINTEXT://" + node.host() + ":" + node.clientPort();
        settings.put("listeners", clients + ",CONTROLLER://" + node.host() + ":" + node.controllerPort());
        settings.put("advertised.listeners", clients);
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(MISSED_SOON);
        return settings;
    }
}
