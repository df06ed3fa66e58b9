package dev.brushcast.compose.control.hook;

import dev.brushcast.compose.control.event.Told;
import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.lifecycle.OwnedThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to one receiver: those of a slot in order, each until it is taken or given up, and only then its offset is committed,
 * so that none is lost to a restart. Slots wait for each other only while one is being posted; other receivers never. One thread
 * owns the consumer and what is on its way.
 */
final class WebhookSender implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookSender.class);
    /** A webhook that is new is not told what happened days ago. */
    private static final Map<String, String> SETTINGS =
            Map.of("group.protocol", "classic", "max.poll.records", "100", "auto.offset.reset", "by_duration:PT10M");

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration WITHIN_A_POLL = Duration.ofSeconds(2);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(12);

    private final Webhook webhook;
    private final KafkaClients clients;
    private final Topics topics;
    private final Post post;
    private final MeterRegistry metrics;
    private final OwnedThread thread;
    private volatile boolean stopping;
    /** What is on its way, none of it empty; whose turn it is comes first. */
    private final Map<TopicPartition, ArrayDeque<Delivery>> waiting = new LinkedHashMap<>();

    WebhookSender(Webhook webhook, KafkaClients clients, Topics topics, InstantSource clock, MeterRegistry metrics) {
        this.webhook = webhook;
        this.clients = clients;
        this.topics = topics;
        this.post = new Post(clock);
        this.metrics = metrics;
        this.thread = new OwnedThread("webhook-" + webhook.name(), this::sendOn, this::ended);
    }

    void start() {
        thread.start();
    }

    private void sendOn() throws InterruptedException {
        while (!stopping) {
            try (Consumer<String, StreamEvent> consumer = clients.consumer(
                    "webhook-" + webhook.name(),
                    topics.prefix() + "control-webhook-" + webhook.name(),
                    StreamEvent.class,
                    SETTINGS)) {
                consumer.subscribe(List.of(topics.events().name()), new Forgetting());
                CheckedConsumer<StreamEvent> checked = new CheckedConsumer<>(consumer);
                while (!stopping) {
                    checked.poll(due().isPresent() ? Duration.ZERO : POLL).forEach(this::take);
                    consumer.pause(List.copyOf(waiting.keySet()));
                    Optional<TopicPartition> slot = due();
                    if (slot.isPresent()) {
                        deliver(consumer, slot.get());
                    }
                }
                return;
            } catch (InterruptException _) {
                return;
            } catch (KafkaException | UserError e) {
                LOGGER.atWarn()
                        .addKeyValue("webhook", webhook)
                        .log(
                                "events cannot be read, is tried again: {}",
                                KafkaFailures.explain(e).orElseGet(() -> Reason.of(e)));
                waiting.clear();
            }
            Thread.sleep(PAUSE);
        }
    }

    /** What was on its way of a slot that others have now, they post again. */
    private final class Forgetting implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(waiting::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }

    private void take(ConsumerRecord<String, StreamEvent> record) {
        if (record.value() != null && webhook.wants(record.value().getType())) {
            waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> new ArrayDeque<>())
                    .add(new Delivery(
                            new Told(record.partition(), record.offset(), record.value()),
                            RandomGenerator.getDefault(),
                            System.nanoTime()));
        }
    }

    /** The slot whose event is posted next; empty: none is due. */
    private Optional<TopicPartition> due() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().getFirst().isDue(System.nanoTime()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** One attempt, and no more between two polls, so that the consumer stays in its group; then it is the other slots' turn. */
    private void deliver(Consumer<String, StreamEvent> consumer, TopicPartition slot) throws InterruptedException {
        ArrayDeque<Delivery> queue = waiting.remove(slot);
        if (queue == null) {
            return;
        }
        Delivery first = queue.getFirst();
        if (isDone(first)) {
            queue.remove();
            commit(consumer, slot, first.told().offset() + 1);
        }
        if (!queue.isEmpty()) {
            waiting.put(slot, queue);
        } else if (consumer.paused().contains(slot)) {
            consumer.resume(List.of(slot));
        }
    }

    private boolean isDone(Delivery delivery) throws InterruptedException {
        byte[] body = delivery.told().paper().toString().getBytes(StandardCharsets.UTF_8);
        Optional<String> failure = post.send(webhook, delivery.told().id(), body);
        if (failure.isEmpty()) {
            count("delivered");
            return true;
        }
        count("failed");
        if (delivery.failed(System.nanoTime())) {
            return false;
        }
        count("given_up");
        LOGGER.atError()
                .addKeyValue("webhook", webhook)
                .addKeyValue("event", delivery.told().id())
                .log("given up after {} attempts: {}", delivery.tries(), failure.get());
        return true;
    }

    private void count(String outcome) {
        metrics.counter("brushcast.control.webhook", "webhook", webhook.name(), "outcome", outcome)
                .increment();
    }

    private void commit(Consumer<String, StreamEvent> consumer, TopicPartition slot, long offset) {
        try {
            consumer.commitSync(Map.of(slot, new OffsetAndMetadata(offset)));
        } catch (CommitFailedException | RebalanceInProgressException _) {
            LOGGER.atInfo().addKeyValue("webhook", webhook).log("somebody else has the slot, and posts an event again");
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).addKeyValue("webhook", webhook).log("nothing is posted any more");
        }
    }

    @Override
    public void close() {
        stopping = true;
        if (thread.join(WITHIN_A_POLL).isPresent()) {
            thread.interrupt(); // a consumer that is closed while interrupted complains
        }
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a webhook hangs"));
        post.close();
    }
}
