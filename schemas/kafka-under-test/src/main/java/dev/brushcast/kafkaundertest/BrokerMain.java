package dev.brushcast.kafkaundertest;

import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A node of a {@link Quorum} as a process of its own, which can be killed, stopped and started again on its data. */
public final class BrokerMain {

    private BrokerMain() {}

    /**
     * Runs a node until the process is told to end, or Kafka ends it for a fault.
     *
     * @param arguments the node's id, then {@link Quorum#arguments}
     */
    public static void main(String[] arguments) {
        int id = Integer.parseInt(arguments[0]);
        Quorum quorum = Quorum.parse(List.of(arguments).subList(1, arguments.length));
        quorum.formatIfNew(id);
        Map<String, String> settings = quorum.settings(id);
        settings.putIfAbsent("min.insync.replicas", "2"); // also of Kafka's own topics: no broker is needed
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        server.startup();
        server.awaitShutdown();
    }
}
