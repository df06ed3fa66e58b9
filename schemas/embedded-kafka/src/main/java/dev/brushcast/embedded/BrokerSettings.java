package dev.brushcast.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Kafka's settings for one node that is broker and controller in one. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String RETENTION_CHECK_MILLIS = "1000";
    private static final String SEGMENT_BYTES = Integer.toString(16 << 20);
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    static Map<String, String> of(Ports ports, Path logs, int maxRecordBytes) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("log.dirs", logs.toString());
        putNode(settings, ports);
        putSingleCopies(settings);
        putSmallness(settings);
        settings.put("message.max.bytes", Integer.toString(maxRecordBytes));
        settings.put("replica.fetch.max.bytes", Integer.toString(maxRecordBytes));
        // Also for topics that Kafka Streams makes for itself: record timestamps are media time, which for a recording
        // read faster than it plays runs ahead of the clock.
        settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        // A mistyped topic is an error, not a topic with one partition and without settings.
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private static void putNode(Map<String, String> settings, Ports ports) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + ports.controllerAddress());
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        String clientListener = CLIENT_LISTENER + "://" + ports.clientAddress();
        settings.put("listeners", clientListener + "," + CONTROLLER_LISTENER + "://" + ports.controllerAddress());
        settings.put("advertised.listeners", clientListener);
    }

    /** There is one node, and so one copy of everything. */
    private static void putSingleCopies(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** Kafka's defaults are for clusters: fewer partitions and smaller buffers start in a fraction of the time. */
    private static void putSmallness(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        // Topics that are held to a size are to be held to it on a small disk, too.
        settings.put("log.initial.task.delay.ms", RETENTION_CHECK_MILLIS);
        settings.put("log.retention.check.interval.ms", RETENTION_CHECK_MILLIS);
        settings.put("offsets.topic.segment.bytes", SEGMENT_BYTES);
        settings.put("transaction.state.log.segment.bytes", SEGMENT_BYTES);
        // Nobody else is about to join: a group need not wait for them.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Kafka's least is 6 s; a member that dies is to be missed as soon as its own settings say.
        settings.put("group.min.session.timeout.ms", "500");
        // Kafka's own pause is 10 s, which comes on top of what a transaction may last.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
