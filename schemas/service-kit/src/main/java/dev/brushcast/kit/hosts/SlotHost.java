package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the streams of the slots that are this host's. The hosts of a group share the slots of topic {@code streams} as any
 * consumer group shares partitions: a host that dies loses its slots to the others, and one that hands a slot over has closed its
 * stream before another opens it. Each slot is read from its beginning, to where it ended when it was assigned, before its
 * stream is started: what it was to be before does not run.
 *
 * <p>One thread owns the consumer; each slot's stream has its own.
 */
public final class SlotHost implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(SlotHost.class);
    /** That slots are divided anew shows between two polls. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * Slots that are given away close nothing else. One that is new is not asked for while a broker waits half a second, Kafka's
     * default, for news of the others.
     */
    private static final Map<String, String> MEMBERSHIP = Map.of(
            "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(), "fetch.max.wait.ms", "100");

    /** A stream's end takes a while: a recording is made whole, what has been read is published. */
    private static final Duration LEAVE_DEADLINE = Duration.ofMinutes(2);

    private final String name;
    private final HostedStream.Opener opener;
    private final Failures failures;
    private final Consumer<String, DesiredStream> consumer;
    private final CheckedConsumer<DesiredStream> checked;
    private final String topic;
    private final OwnedThread thread;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Map<Integer, Slot> slots = new HashMap<>();
    private volatile boolean closing;

    /** Hears why a stream does not run; called by any thread. */
    @FunctionalInterface
    public interface Failures {
        void failed(DesiredStream stream, Throwable failure);
    }

    /** A slot of this host's. */
    private static final class Slot {
        final SlotStreams streams = new SlotStreams();
        final HostedSlot hosted;
        final long readUntil;
        boolean read;

        Slot(HostedSlot hosted, long readUntil) {
            this.hosted = hosted;
            this.readUntil = readUntil;
        }
    }

    /**
     * A host.
     *
     * @param name of its kind, such as "ingest-host"
     * @param topic of the streams, by slot
     * @param groupId of the hosts of this kind
     * @param opener makes this kind's part of a stream
     */
    public SlotHost(
            String name,
            KafkaClients clients,
            String topic,
            String groupId,
            HostedStream.Opener opener,
            Failures failures) {
        this.name = name;
        this.topic = topic;
        this.opener = opener;
        this.failures = failures;
        this.consumer = clients.member(name, groupId, DesiredStream.class, MEMBERSHIP);
        this.checked = new CheckedConsumer<>(consumer);
        this.thread = new OwnedThread(name, this::run, this::ended);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Assignment());
            while (!closing) {
                checked.poll(POLL).forEach(this::accept);
                slots.forEach(this::startIfRead);
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            leave(List.copyOf(slots.keySet())); // before another host gets them
        }
    }

    private void accept(ConsumerRecord<String, DesiredStream> record) {
        Slot slot = slots.get(record.partition());
        if (slot == null || record.key() == null) {
            return;
        }
        slot.streams.accept(record.key(), record.value());
        if (slot.read) {
            slot.hosted.want(slot.streams.holder());
        }
    }

    private void startIfRead(int number, Slot slot) {
        if (!slot.read && consumer.position(new TopicPartition(topic, number)) >= slot.readUntil) {
            slot.read = true;
            slot.hosted.want(slot.streams.holder());
        }
    }

    private void leave(Collection<Integer> left) {
        List<HostedSlot> hosted = new ArrayList<>();
        for (Integer number : left) {
            Slot slot = slots.remove(number);
            if (slot != null) {
                hosted.add(slot.hosted);
            }
        }
        hosted.forEach(HostedSlot::leave);
        hosted.forEach(slot -> slot.join(LEAVE_DEADLINE));
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (assigned.isEmpty()) {
                return;
            }
            LOGGER.info("{}: slots {} are this host's", name, numbers(assigned));
            consumer.seekToBeginning(assigned);
            consumer.endOffsets(assigned).forEach((place, end) -> {
                HostedSlot hosted = new HostedSlot(
                        name + "-slot-" + place.partition(),
                        opener,
                        failures::failed,
                        new Backoff(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()),
                        System::nanoTime);
                slots.put(place.partition(), new Slot(hosted, end));
            });
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            leave(numbers(revoked));
        }

        private static List<Integer> numbers(Collection<TopicPartition> places) {
            return places.stream().map(TopicPartition::partition).sorted().toList();
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null) {
            finished.complete(null);
        } else {
            finished.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        thread.join(LEAVE_DEADLINE.plus(POLL)).ifPresent(stuck -> {
            throw stuck;
        });
    }
}
