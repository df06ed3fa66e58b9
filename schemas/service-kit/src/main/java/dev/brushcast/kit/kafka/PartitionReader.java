package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads what is in a partition now, and ends. What cannot be read, or cannot be, is passed over and told. */
public final class PartitionReader {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * A consumer asks for what comes next as soon as it has handed over the last record, and cannot be closed until brokers have
     * answered that: after half a second, by Kafka's default, which whoever looks something up would wait for.
     */
    private static final Map<String, String> NOTHING_AWAITED = Map.of("fetch.max.wait.ms", "10");

    private final KafkaClients clients;

    /** Reads from the cluster that the clients are of. */
    public PartitionReader(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Hands over records of one partition in their order. Those of other streams, and ones that are no records, are passed
     * over.
     *
     * @param streamId the key; null: every stream's
     * @param newest how many at most, counted from the end; offsets that hold no record count too
     * @throws UserError if there is no such partition, it cannot be read in time, the login has no right to, or the stream's
     *     records are of another schema registry
     * @throws dev.brushcast.contract.wire.registry.SchemaRegistryException if the schema registry does not answer
     */
    public <V extends SpecificRecord> void read(
            TopicDefinition<V> topic,
            int partition,
            @Nullable String streamId,
            long newest,
            Consumer<ConsumerRecord<String, V>> reader) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (var consumer = clients.consumer("lookup", null, topic.valueType(), NOTHING_AWAITED)) {
            requirePartition(topic, partition, consumer.partitionsFor(topic.name(), LIMIT));
            TopicPartition place = new TopicPartition(topic.name(), partition);
            List<TopicPartition> places = List.of(place);
            consumer.assign(places);
            long begin = consumer.beginningOffsets(places, LIMIT).getOrDefault(place, 0L);
            long end = consumer.endOffsets(places, LIMIT).getOrDefault(place, 0L);
            consumer.seek(place, Math.max(begin, newest > end ? begin : end - newest));
            CheckedConsumer<V> checked = new CheckedConsumer<>(RecordSource.of(consumer), streamId, 0, _ -> {});
            while (consumer.position(place, LIMIT) < end) {
                if (System.nanoTime() > deadline) {
                    throw cannotRead(topic, null);
                }
                checked.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (streamId == null || streamId.equals(record.key())) {
                        reader.accept(record);
                    }
                });
            }
        } catch (TimeoutException e) {
            throw cannotRead(topic, e);
        } catch (AuthorizationException | AuthenticationException e) {
            throw new UserError(KafkaFailures.explain(e).orElseGet(() -> Reason.of(e)), e);
        }
    }

    /**
     * Returns when a topic has a partition.
     *
     * @param present what a client says that it has
     * @throws UserError if it has not
     */
    public static void requirePartition(TopicDefinition<?> topic, int partition, List<PartitionInfo> present) {
        if (present.isEmpty()) {
            throw new UserError(
                    "The cluster has no topic " + topic.name() + ": create it with: brushcast topics create");
        }
        if (partition >= present.size()) {
            throw new UserError("There is no slot " + partition + ", only " + present.size()
                    + ": use a lower one, or create the topics with more slots");
        }
    }

    private static UserError cannotRead(TopicDefinition<?> topic, @Nullable Throwable cause) {
        String message = "Topic " + topic.name() + " could not be read within " + LIMIT.toSeconds()
                + " s: check that the Kafka brokers run";
        return cause == null ? new UserError(message) : new UserError(message, cause);
    }
}
