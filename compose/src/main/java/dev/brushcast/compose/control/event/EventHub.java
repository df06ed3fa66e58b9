package dev.brushcast.compose.control.event;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topic {@code events} as it grows, all slots of it, and tells whoever listens. One thread reads, and owns the consumer;
 * listeners have a queue each, so that none keeps it or another one waiting.
 */
public final class EventHub implements Events, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventHub.class);
    private static final Set<StreamEventType> TROUBLE =
            Set.of(StreamEventType.ERROR, StreamEventType.DEGRADED, StreamEventType.ALARM);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration WITHIN_A_POLL = Duration.ofSeconds(2);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    /** Of a client that was cut off and does not even take that. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LISTENERS = 256;
    private static final int WAITING = 1_000;
    /** Events of each slot that are looked at for trouble when it starts. */
    private static final long LOOKED_BACK = 1_000;

    private static final int TROUBLES = 10_000;

    private final KafkaClients clients;
    private final Topics topics;
    private final EventHistory history;
    private final OwnedThread thread;
    private volatile boolean stopping;
    private final Set<Subscription> listeners = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<String, Told> troubles = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > TROUBLES;
        }
    };
    private boolean known;
    private volatile @Nullable String problem = "is being read";

    /** Not started yet. */
    public EventHub(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
        this.history = new EventHistory(clients, topics.events());
        this.thread = new OwnedThread("events", this::readOn, this::ended);
    }

    /** Starts to read, and returns. */
    public void start() {
        thread.start();
    }

    /** Why events are not told now; empty: they are. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public synchronized Optional<Subscription> listen(@Nullable String streamId, int slot) {
        if (!known) {
            throw new UserError(
                    "Topic " + topics.events().name() + " " + problem().orElse("is being read"));
        }
        if (listeners.size() >= LISTENERS) {
            return Optional.empty();
        }
        Map<Integer, Long> begin = streamId == null ? next : Map.of(slot, next.getOrDefault(slot, 0L));
        var made = new Subscription[1];
        made[0] = new Subscription(streamId, WAITING, begin, () -> listeners.remove(made[0]));
        listeners.add(made[0]);
        return Optional.of(made[0]);
    }

    @Override
    public Page page(@Nullable String streamId, int slot, @Nullable EventId after, int limit) {
        return history.page(streamId, streamId == null ? null : slot, after, limit);
    }

    @Override
    public synchronized Optional<Told> lastTrouble(String streamId) {
        return Optional.ofNullable(troubles.get(streamId));
    }

    private void readOn() throws InterruptedException {
        Backoff pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
        while (!stopping) {
            try (Consumer<String, StreamEvent> consumer =
                    clients.consumer("event-hub", null, StreamEvent.class, Map.of())) {
                place(consumer);
                CheckedConsumer<StreamEvent> checked = new CheckedConsumer<>(consumer);
                problem = null;
                pauses.reset();
                while (!stopping) {
                    List<Told> told = new ArrayList<>();
                    checked.poll(POLL).forEach(record -> {
                        if (record.value() != null) {
                            told.add(Told.of(record));
                        }
                    });
                    tell(told);
                    listeners.forEach(listener -> listener.giveUpIfStuck(PATIENCE));
                }
                return;
            } catch (InterruptException _) {
                return;
            } catch (KafkaException | UserError e) {
                String why = KafkaFailures.explain(e).orElseGet(() -> Reason.of(e));
                LOGGER.atWarn().log("events cannot be read, is tried again: {}", why);
                problem = "cannot be read: " + why;
            }
            Thread.sleep(pauses.next());
        }
    }

    /** Where it was before; at first a little before the end, for what has gone wrong lately. */
    private void place(Consumer<String, StreamEvent> consumer) {
        var infos = consumer.partitionsFor(topics.events().name(), ANSWER);
        PartitionReader.requirePartition(topics.events(), 0, infos);
        List<TopicPartition> all = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, ANSWER);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, ANSWER);
        synchronized (this) {
            for (TopicPartition place : all) {
                long end = ends.getOrDefault(place, 0L);
                long begin = begins.getOrDefault(place, 0L);
                Long was = next.get(place.partition());
                consumer.seek(place, Math.max(begin, was == null ? end - LOOKED_BACK : was));
                next.putIfAbsent(place.partition(), end);
            }
            known = true;
        }
    }

    /** What lies before a listener's begin is looked up by it. */
    private synchronized void tell(List<Told> all) {
        for (Told told : all) {
            if (TROUBLE.contains(told.event().getType())) {
                troubles.put(told.event().getStreamId(), told);
            }
            if (told.offset() >= next.getOrDefault(told.partition(), 0L)) {
                next.put(told.partition(), told.offset() + 1);
                listeners.forEach(listener -> listener.offer(told));
            }
        }
    }

    private void ended(@Nullable Throwable failure) {
        problem = "is not read any more";
        listeners.forEach(Subscription::end);
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).log("events are not told any more");
        }
    }

    @Override
    public void close() {
        stopping = true;
        if (thread.join(WITHIN_A_POLL).isPresent()) {
            thread.interrupt(); // a consumer that is closed while interrupted complains
        }
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("the event hub hangs"));
        listeners.forEach(Subscription::end);
    }
}
