package dev.brushcast.kit.kafka;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Makes the Kafka clients of a process, with settings that agree. The clients are closed by whoever asked for them. */
public final class KafkaClients {

    /**
     * A reader that is to go on, or comes, is heard of by the brokers once they have answered what they were asked before: where nothing
     * is written meanwhile, that is after half a second by Kafka's default. What is written is answered at once.
     */
    private static final Map<String, String> READERS_COME_AND_GO = Map.of("fetch.max.wait.ms", "50");

    private final KafkaConnection connection;
    private final AvroSerdes serdes;

    /** Clients of a cluster whose records the serdes read and write; the serdes outlive the clients. */
    public KafkaClients(KafkaConnection connection, AvroSerdes serdes) {
        this.connection = connection;
        this.serdes = serdes;
    }

    /**
     * A producer that loses nothing, keeps order and sends at once. Safe for use by several threads.
     *
     * @param clientId names it in logs and metrics
     * @param type of the values
     * @param overrides further settings by Kafka's names; they come before the connection's
     * @throws UserError when the settings do not make a client
     */
    public <V extends SpecificRecord> Producer<String, V> producer(
            String clientId, Class<V> type, Map<String, String> overrides) {
        Map<String, Object> settings =
                ClientSettings.producer(connection.failover()).merge(connection, clientId, overrides);
        return make(() -> new KafkaProducer<>(
                settings, new StringSerializer(), serdes.value(type).serializer()));
    }

    /**
     * A producer of values of every type, for several topics; else as the other one.
     *
     * @throws UserError when the settings do not make a client
     */
    public Producer<String, SpecificRecord> producer(String clientId, Map<String, String> overrides) {
        Map<String, Object> settings =
                ClientSettings.producer(connection.failover()).merge(connection, clientId, overrides);
        return make(() -> new KafkaProducer<>(settings, new StringSerializer(), serdes.serializer()));
    }

    /**
     * A consumer of committed records that begins at the earliest one where it has no offset, and commits only when
     * told. For one thread.
     *
     * @param clientId names it in logs and metrics
     * @param groupId the consumer group; null: partitions are assigned by hand and no offsets are kept
     * @param type of the values
     * @param overrides further settings by Kafka's names; they come before the connection's
     * @throws UserError when the settings do not make a client
     */
    public <V extends SpecificRecord> Consumer<String, V> consumer(
            String clientId, @Nullable String groupId, Class<V> type, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        if (groupId != null) {
            all.put("group.id", groupId);
        }
        Map<String, Object> settings =
                ClientSettings.consumer(connection.failover()).merge(connection, clientId, all);
        return make(() -> new KafkaConsumer<>(
                settings, new StringDeserializer(), serdes.value(type).deserializer()));
    }

    /**
     * A consumer of committed records that many readers share, see {@link #read}.
     *
     * @param clientId names it in logs and metrics, and its thread
     * @throws UserError when the settings do not make a client
     */
    public SharedConsumer sharedConsumer(String clientId) {
        Map<String, Object> settings =
                ClientSettings.consumer(connection.failover()).merge(connection, clientId, READERS_COME_AND_GO);
        return new SharedConsumer(
                clientId,
                make(() -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())));
    }

    /**
     * Reads a partition of a topic by a shared consumer, from an offset on; it has one reader at a time.
     *
     * @param type of the values
     */
    public <V extends SpecificRecord> RecordSource<V> read(
            SharedConsumer consumer, TopicPartition place, long offset, Class<V> type) {
        return consumer.open(place, offset, serdes.value(type).deserializer());
    }

    /** As {@link #read}, of what is written from now on; what is written while this is called may be missed. */
    public <V extends SpecificRecord> RecordSource<V> readOn(
            SharedConsumer consumer, TopicPartition place, Class<V> type) {
        return read(consumer, place, SharedConsumer.END, type);
    }

    /**
     * A consumer that shares a topic's partitions with the other members of its group, and is missed by them as soon as the
     * connection's {@link Failover} and the brokers let it; else as {@link #consumer}.
     *
     * @throws UserError when the settings do not make a client, or the cluster does not answer
     */
    public <V extends SpecificRecord> Consumer<String, V> member(
            String clientId, String groupId, Class<V> type, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>();
        try (Admin admin = admin(clientId + "-admin")) {
            all.putAll(Sessions.allowed(admin, connection.failover()).ofMembers());
        }
        all.keySet().removeAll(connection.properties().keySet());
        all.putAll(overrides);
        return consumer(clientId, groupId, type, all);
    }

    /** How soon these clients give up what has died. */
    public Failover failover() {
        return connection.failover();
    }

    /**
     * A client for topics, groups and offsets. Safe for use by several threads.
     *
     * @throws UserError when the settings do not make a client
     */
    public Admin admin(String clientId) {
        Map<String, Object> settings =
                ClientSettings.admin(connection.failover()).merge(connection, clientId, Map.of());
        return make(() -> Admin.create(settings));
    }

    /**
     * Returns when the cluster answers.
     *
     * @throws NoBrokerException when no broker answers in time
     * @throws UserError when one does and refuses
     */
    public void requireReachable(Duration timeout) {
        DescribeClusterOptions bounded = new DescribeClusterOptions().timeoutMs((int) timeout.toMillis());
        try (Admin admin = admin("reachable")) {
            admin.describeCluster(bounded).nodes().get();
        } catch (ExecutionException e) {
            throw KafkaFailures.explain(e)
                    .or(() -> BrokerProbe.explain(connection))
                    .map(reason -> new UserError(reason, e))
                    .orElseGet(() -> new NoBrokerException(
                            "No Kafka broker answers at " + connection.bootstrapServers() + " within "
                                    + timeout.toSeconds() + " s: check the address and that it runs",
                            e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted while waiting for Kafka at " + connection.bootstrapServers(), e);
        }
    }

    /**
     * Returns when the cluster answers, however long that takes, and says in the log that it is waited for: see {@link BrokerWait}.
     *
     * @throws UserError when a broker answers and refuses, or the settings do not make a client
     */
    public void awaitReachable() {
        BrokerWait.of(connection.bootstrapServers(), this::requireReachable).await();
    }

    private <T> T make(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            String told = "No Kafka client for " + connection.bootstrapServers() + ": " + Reason.of(reason);
            throw BrokerProbe.anyResolves(connection.bootstrapServers())
                    ? new UserError(told, e)
                    : new NoBrokerException(told, e);
        }
    }
}
