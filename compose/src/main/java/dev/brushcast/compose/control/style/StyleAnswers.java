package dev.brushcast.compose.control.style;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.worker.faults.RecordPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What workers answer to a stream's styles from when this was opened on, by the stream's events. Opened before a style is
 * published. Confined to one thread.
 */
public final class StyleAnswers implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Topics topics;
    private final StreamAddress stream;
    private final Consumer<String, StreamEvent> consumer;
    private final CheckedConsumer<StreamEvent> checked;

    /** @throws UserError if the events cannot be read */
    public StyleAnswers(KafkaClients clients, Topics topics, StreamAddress stream) {
        this.topics = topics;
        this.stream = stream;
        consumer = clients.consumer("style-answers", null, StreamEvent.class, Map.of());
        checked = new CheckedConsumer<>(consumer);
        try {
            TopicPartition slot = new TopicPartition(topics.events().name(), stream.slot());
            PartitionReader.requirePartition(
                    topics.events(),
                    stream.slot(),
                    consumer.partitionsFor(topics.events().name()));
            consumer.assign(List.of(slot));
            consumer.seekToEnd(List.of(slot));
            consumer.position(slot);
        } catch (KafkaException e) {
            consumer.close();
            throw cannotRead(e);
        } catch (UserError e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * The first answer to the style at an offset of the slot.
     *
     * @throws UserError if the events cannot be read any more
     */
    public StyleAnswer await(long offset, Duration atMost) {
        RecordPlace style = new RecordPlace(topics.styles().name(), stream.slot(), offset);
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, StreamEvent> event : checked.poll(POLL)) {
                    Optional<StyleAnswer> answer = answer(event.value(), style);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        } catch (KafkaException e) {
            throw cannotRead(e);
        }
        return new StyleAnswer.None();
    }

    /** What an event says of a style; empty if it is about something else. */
    static Optional<StyleAnswer> answer(StreamEvent event, RecordPlace style) {
        if (!RecordPlace.of(event).equals(Optional.of(style))) {
            return Optional.empty();
        }
        return switch (event.getType()) {
            case STYLE_TAKEN -> Optional.of(new StyleAnswer.Taken(event.getOrigin()));
            case ERROR -> Optional.of(new StyleAnswer.Refused(event.getOrigin(), RecordPlace.because(event)));
            default -> Optional.empty();
        };
    }

    private UserError cannotRead(KafkaException cause) {
        return new UserError(
                KafkaFailures.explain(cause)
                        .orElseGet(() -> "The workers' answers, on topic "
                                + topics.events().name() + ", cannot be read: " + Reason.of(cause)),
                cause);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
