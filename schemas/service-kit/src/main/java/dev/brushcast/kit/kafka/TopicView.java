package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest record of each stream in a compacted topic, all partitions of it. One thread reads; it owns the consumer and alone
 * writes the view, which any thread may read. A cluster that does not answer is waited for: what is known stays, and {@link
 * #problem} says so.
 *
 * @param <V> the values' type
 */
public final class TopicView<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicView.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration WITHIN_A_POLL = Duration.ofSeconds(2);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicDefinition<V> topic;
    private final ConcurrentSkipListMap<String, ConsumerRecord<String, V>> newest = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Integer, ConsumerRecord<String, V>>> byPartition = new HashMap<>(); // the thread's
    private final ReadProgress progress = new ReadProgress();
    private final OwnedThread thread;
    private volatile boolean stopping;
    private volatile @Nullable String trouble = "is being read";
    private volatile int partitions;

    /** Not started yet. */
    public TopicView(KafkaClients clients, TopicDefinition<V> topic) {
        this.clients = clients;
        this.topic = topic;
        this.thread = new OwnedThread("view-" + topic.name(), this::readOn, this::ended);
    }

    /** Starts to read, and returns. */
    public void start() {
        thread.start();
    }

    /** The newest records by stream, ids in order; goes on changing. A record's partition is where it lies. */
    public ConcurrentSkipListMap<String, ConsumerRecord<String, V>> newest() {
        return newest;
    }

    /** The newest value of a stream. */
    public Optional<V> find(String streamId) {
        return Optional.ofNullable(newest.get(streamId)).map(ConsumerRecord::value);
    }

    /** How many partitions the topic has; 0: not known yet. */
    public int partitions() {
        return partitions;
    }

    /** Why the view is not what the topic says; empty while it is, but for what is on its way. */
    public Optional<String> problem() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Waits until the view has everything before an offset of a partition.
     *
     * @return false: not in time
     */
    public boolean awaitReached(int partition, long offset, Duration atMost) throws InterruptedException {
        return progress.await(partition, offset, atMost);
    }

    private void readOn() throws InterruptedException {
        Backoff pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
        while (!stopping) {
            try (Consumer<String, V> consumer = clients.consumer("view", null, topic.valueType(), Map.of())) {
                List<TopicPartition> all = placed(consumer);
                CheckedConsumer<V> checked = new CheckedConsumer<>(consumer);
                Map<TopicPartition, Long> ends = consumer.endOffsets(all, ANSWER);
                while (!stopping) {
                    checked.poll(POLL).forEach(this::take);
                    all.forEach(place -> progress.reached(place.partition(), consumer.position(place, ANSWER)));
                    if (trouble != null
                            && all.stream().allMatch(place -> progress.has(place.partition(), ends.get(place)))) {
                        trouble = null;
                        pauses.reset();
                    }
                }
                return;
            } catch (InterruptException _) {
                return;
            } catch (KafkaException | UserError e) {
                String why = KafkaFailures.explain(e).orElseGet(() -> Reason.of(e));
                LOGGER.atWarn().addKeyValue("topic", topic.name()).log("cannot be read, is tried again: {}", why);
                trouble = "cannot be read: " + why;
            }
            Thread.sleep(pauses.next());
        }
    }

    /** At the beginning of each partition, since what was compacted away meanwhile would not be heard of otherwise. */
    private List<TopicPartition> placed(Consumer<String, V> consumer) {
        var infos = consumer.partitionsFor(topic.name(), ANSWER);
        PartitionReader.requirePartition(topic, 0, infos);
        List<TopicPartition> all = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        partitions = all.size();
        byPartition.clear();
        newest.clear();
        return all;
    }

    /** A stream that moved to another partition is in both until its old record is removed: the later word counts. */
    private void take(ConsumerRecord<String, V> record) {
        String id = record.key();
        if (id == null) {
            return;
        }
        Map<Integer, ConsumerRecord<String, V>> words = byPartition.computeIfAbsent(id, _ -> new HashMap<>());
        if (record.value() == null) {
            words.remove(record.partition());
        } else {
            words.put(record.partition(), record);
        }
        words.values().stream()
                .max(Comparator.comparingLong(ConsumerRecord::timestamp))
                .ifPresentOrElse(last -> newest.put(id, last), () -> {
                    newest.remove(id);
                    byPartition.remove(id);
                });
    }

    private void ended(@Nullable Throwable failure) {
        trouble = "is not read any more";
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError()
                    .setCause(failure)
                    .addKeyValue("topic", topic.name())
                    .log("the view has ended");
        }
    }

    @Override
    public void close() {
        stopping = true;
        if (thread.join(WITHIN_A_POLL).isPresent()) {
            thread.interrupt(); // a consumer that is closed while interrupted complains
        }
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("the view hangs"));
    }
}
