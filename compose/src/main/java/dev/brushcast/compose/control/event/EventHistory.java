package dev.brushcast.compose.control.event;

import dev.brushcast.compose.control.event.Events.Page;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks events up, a page at a time: slot by slot, and in each in order. */
final class EventHistory {

    /** Of other streams' events too: a stream with few has short pages that say that there is more. */
    private static final int MOST_READ = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicDefinition<StreamEvent> topic;

    EventHistory(KafkaClients clients, TopicDefinition<StreamEvent> topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** @param slot null: all */
    Page page(@Nullable String streamId, @Nullable Integer slot, @Nullable EventId after, int limit) {
        try (Consumer<String, StreamEvent> consumer = clients.consumer("events", null, StreamEvent.class, Map.of())) {
            var infos = consumer.partitionsFor(topic.name(), PATIENCE);
            PartitionReader.requirePartition(topic, slot == null ? 0 : slot, infos);
            List<Integer> slots = slot == null
                    ? infos.stream().map(info -> info.partition()).sorted().toList()
                    : List.of(slot);
            return new Reading(consumer, streamId, after == null ? new EventId(Map.of()) : after, limit).over(slots);
        } catch (KafkaException e) {
            throw new UserError(
                    KafkaFailures.explain(e)
                            .orElseGet(() -> "Topic " + topic.name() + " cannot be read now: " + Reason.of(e)),
                    e);
        }
    }

    /** One page, while it is made. */
    private final class Reading {

        private final Consumer<String, StreamEvent> consumer;
        private final CheckedConsumer<StreamEvent> checked;
        private final @Nullable String streamId;
        private final int limit;
        private final List<Told> events = new ArrayList<>();
        private final long deadline = System.nanoTime() + PATIENCE.toNanos();
        private EventId next;
        private int read;
        private boolean missed;

        Reading(Consumer<String, StreamEvent> consumer, @Nullable String streamId, EventId after, int limit) {
            this.consumer = consumer;
            this.checked = new CheckedConsumer<>(consumer);
            this.streamId = streamId;
            this.next = after;
            this.limit = limit;
        }

        Page over(List<Integer> slots) {
            for (int slot : slots) {
                if (!isAtTheEnd(slot)) {
                    return new Page(List.copyOf(events), next, true, missed);
                }
            }
            return new Page(List.copyOf(events), next, false, missed);
        }

        private boolean isAtTheEnd(int slot) {
            TopicPartition place = new TopicPartition(topic.name(), slot);
            List<TopicPartition> places = List.of(place);
            consumer.assign(places);
            long end = consumer.endOffsets(places, PATIENCE).getOrDefault(place, 0L);
            long begin = consumer.beginningOffsets(places, PATIENCE).getOrDefault(place, 0L);
            Long known = next.offsets().get(slot);
            missed |= known != null && known + 1 < begin;
            consumer.seek(place, Math.clamp(known == null ? 0 : known + 1, begin, Math.max(begin, end)));
            while (consumer.position(place, PATIENCE) < end) {
                if (System.nanoTime() > deadline) {
                    throw new UserError(
                            "Topic " + topic.name() + " could not be read in time: check that the Kafka brokers run");
                }
                for (ConsumerRecord<String, StreamEvent> record : checked.poll(Duration.ofMillis(200))) {
                    if (events.size() >= limit || read >= MOST_READ) {
                        return false;
                    }
                    read++;
                    next = next.and(slot, record.offset());
                    if (record.value() != null && Told.of(record).isOf(streamId)) {
                        events.add(Told.of(record));
                    }
                }
            }
            return true;
        }
    }
}
