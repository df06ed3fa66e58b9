package dev.brushcast.worker.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.StuckTransactions;
import dev.brushcast.worker.store.Stores;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams' clients, which end what the one before has left open of a slot that becomes this worker's. Whoever hands a slot over
 * has committed before, so what is open then is a dead one's, or that of one that hangs: its transaction pins the state and the
 * offsets that this worker is to go on from, until brokers find that it has timed out, ten to twenty seconds later. It is ended
 * before the slot's first record is asked for, so none of this worker's own is.
 *
 * <p>What is about to end by itself, as a commit does whose last markers are on their way, is left to: only what is open at two
 * looks is ended.
 */
final class TakingOver implements KafkaClientSupplier {

    private static final Logger LOGGER = LoggerFactory.getLogger(TakingOver.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    /** A take-over is held up for no longer; what is left then times out by itself. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Admin admin;
    private final String groupId;
    private final Topics topics;

    /**
     * @param admin outlives this
     * @param groupId of the workers
     * @param topics of the installation; the partitions of its source chunks are the slots
     */
    TakingOver(Admin admin, String groupId, Topics topics) {
        this.admin = admin;
        this.groupId = groupId;
        this.topics = topics;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new Taking(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private final class Taking extends KafkaConsumer<byte[], byte[]> {

        Taking(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            super.subscribe(topics, new ConsumerRebalanceListener() {

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                    endWhatIsLeft(assigned);
                    listener.onPartitionsAssigned(assigned);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                    listener.onPartitionsRevoked(revoked);
                }

                @Override
                public void onPartitionsLost(Collection<TopicPartition> lost) {
                    listener.onPartitionsLost(lost);
                }
            });
        }
    }

    /** Waits for it, but not for long. */
    void endWhatIsLeft(Collection<TopicPartition> assigned) {
        List<TopicPartition> left = writtenBy(assigned);
        if (left.isEmpty()) {
            return;
        }
        StuckTransactions stuck = new StuckTransactions(admin, left, groupId + "-");
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (stuck.look().toCompletableFuture().get(leftNanos(deadline), TimeUnit.NANOSECONDS)
                    && leftNanos(deadline) > BETWEEN_LOOKS.toNanos()) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.warn("what was left open of the slots of {} is not looked at: {}", left, e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long leftNanos(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    /**
     * Where the one before may have left something: what a slot's readers wait behind, and its changelogs. Whoever dies between two
     * requests has it in one of them alone.
     */
    private List<TopicPartition> writtenBy(Collection<TopicPartition> assigned) {
        Set<Integer> slots = assigned.stream()
                .filter(place -> place.topic().equals(topics.sourceVideo().name()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
        if (slots.isEmpty()) {
            return List.of();
        }
        List<String> written = Stream.concat(
                        Stream.of(topics.styledVideo().name()),
                        Stores.changelogs(groupId).stream().filter(this::isThere))
                .toList();
        return slots.stream()
                .flatMap(slot -> written.stream().map(topic -> new TopicPartition(topic, slot)))
                .toList();
    }

    private boolean isThere(String topic) {
        try {
            return !admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false; // a new group's, or not ours to see
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
