package dev.brushcast.worker.topology;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.Copies;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.RecordLimits;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.faults.SetAside;
import dev.brushcast.worker.faults.UnprocessableRecords;
import dev.brushcast.worker.faults.UnreadableRecords;
import dev.brushcast.worker.fleet.Fleet;
import dev.brushcast.worker.store.BoundedRocksDb;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that this topology needs, and the user's that do not contradict them. */
public final class StreamsSettings {

    private StreamsSettings() {}

    /**
     * All settings.
     *
     * @param name of the worker
     * @param stateDir of this worker alone
     * @param threads at least as many as the worker is to serve slots at a time
     * @param failover how soon others are to go on after this one has died, as the brokers allow it
     * @param copies of the pictures; what else a slot needs has as many
     * @param setAside for records that are passed over
     * @param fleet what the slots are divided by
     * @throws UserError if the user sets what the topology depends on
     */
    public static Map<String, Object> of(
            KafkaConnection connection,
            WorkerConfig config,
            String name,
            Path stateDir,
            int threads,
            Failover failover,
            Copies copies,
            SetAside setAside,
            Fleet fleet) {
        Map<String, Object> settings = new LinkedHashMap<>(defaults(failover, copies));
        settings.putAll(connection.clientSettings());
        settings.putAll(config.kafka());
        fixed(config, name, stateDir, threads, failover).forEach((key, value) -> {
            Object asked = settings.put(key, value);
            if (asked != null && !asked.equals(value)) {
                throw new UserError(
                        "Kafka setting " + key + "=" + asked + ": the worker needs " + value + ", take it out");
            }
        });
        requireWritable(settings);
        settings.put(SetAside.SETTING, setAside);
        settings.put(Fleet.SETTING, fleet);
        return settings;
    }

    /** With fewer copies than must have a record, Kafka creates the changelogs and then takes nothing for them. */
    private static void requireWritable(Map<String, Object> settings) {
        int copies = number(settings, StreamsConfig.REPLICATION_FACTOR_CONFIG);
        int inSync = number(settings, StreamsConfig.topicPrefix("min.insync.replicas"));
        if (copies > 0 && copies < inSync) {
            throw new UserError("Kafka settings replication.factor=" + copies + " and topic.min.insync.replicas="
                    + inSync + ": nothing can be written to topics with fewer copies than must have it, set both");
        }
    }

    private static int number(Map<String, Object> settings, String name) {
        String text = String.valueOf(settings.get(name));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UserError("Kafka setting " + name + "=" + text + " is not a number", e);
        }
    }

    /** What can be changed without harm to correctness. */
    private static Map<String, String> defaults(Failover failover, Copies copies) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.putAll(failover.ofProducers());
        defaults.putAll(failover.ofMembers());
        // Kafka Streams leaves it to the brokers, whose default is one copy: a slot would stand still with one broker.
        defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Integer.toString(copies.replication()));
        defaults.put(StreamsConfig.topicPrefix("min.insync.replicas"), Integer.toString(copies.minInSync()));
        RecordLimits.CONSUMER.forEach((key, value) -> defaults.put(StreamsConfig.consumerPrefix(key), value));
        RecordLimits.PRODUCER.forEach((key, value) -> defaults.put(StreamsConfig.producerPrefix(key), value));
        // A chunk is large and awaited: nothing is gained by waiting for more.
        defaults.put(StreamsConfig.producerPrefix("linger.ms"), "0");
        // The leaders of topics that Kafka Streams has just created may refuse the first batch: see ClientSettings.
        defaults.put(StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"), "1");
        // Chunks are large: a thousand of them, the default, would be hundreds of megabytes for each slot.
        defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "4");
        // A slot that is taken over waits for a poll to end twice: when its state is there, and when it is known that
        // no style is waiting. Kafka Streams' 100 ms each are as long as a chunk.
        defaults.put(StreamsConfig.POLL_MS_CONFIG, "40");
        // A slot's reader and its stores begin with a question, and a broker answers one at a time: a fetch that there
        // is nothing for holds it up for so long. Kafka's half a second is three chunks.
        defaults.put(StreamsConfig.mainConsumerPrefix("fetch.max.wait.ms"), "100");
        defaults.put(StreamsConfig.restoreConsumerPrefix("fetch.max.wait.ms"), "10");
        // For recordings; each chunk of a live stream asks for a commit of its own.
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500");
        return defaults;
    }

    /** What the topology depends on. */
    private static Map<String, String> fixed(
            WorkerConfig config, String name, Path stateDir, int threads, Failover failover) {
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put(StreamsConfig.APPLICATION_ID_CONFIG, config.groupId());
        fixed.put(StreamsConfig.CLIENT_ID_CONFIG, name);
        fixed.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        fixed.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(threads));
        fixed.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee().toString());
        // The newer protocol's assignor shares by thread, not by worker: one that joins gets no slot while the others'
        // threads, one for each slot, are enough.
        fixed.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // Style updates go first wherever both are known; nothing is gained by waiting for ones that are not there.
        fixed.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "0");
        if (config.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
            // Shorter than a chunk may take: none is open while one is rendered that takes long, see CommitPolicy.
            fixed.put(
                    StreamsConfig.producerPrefix("transaction.timeout.ms"),
                    Long.toString(failover.transaction().toMillis()));
        }
        // Kafka Streams commits between polls: one record a poll, and a commit that is asked for is made before the
        // next
        // record is processed, whichever slot it is of.
        fixed.put(StreamsConfig.mainConsumerPrefix("max.poll.records"), "1");
        fixed.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class.getName());
        fixed.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnprocessableRecords.class.getName());
        fixed.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, SlotAssignor.class.getName());
        fixed.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
        return fixed;
    }
}
