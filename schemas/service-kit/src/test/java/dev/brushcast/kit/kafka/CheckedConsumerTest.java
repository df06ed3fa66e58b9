package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedConsumerTest {

    private static final TopicPartition PLACE = new TopicPartition("timings", 0);

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    private final CheckedConsumer<String> checked = new CheckedConsumer<>(consumer);

    @BeforeEach
    void assign() {
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.assign(List.of(PLACE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -5, Long.MAX_VALUE, 1L << 62})
    void aRecordOfATimeThatCannotBeIsPassedOverAndThoseAroundItAreRead(long timestampMs) {
        add(0, 5, "before");
        add(1, timestampMs, "hostile");
        add(2, 6, "after");

        assertThat(checked.poll(Duration.ZERO))
                .extracting(ConsumerRecord::value)
                .containsExactly("before", "after");
        assertThat(checked.passedOver()).isEqualTo(1);
    }

    @Test
    void whatIsNoRecordIsPassedOver() {
        consumer.setPollException(unreadable(new SerializationException("not in Confluent's wire format")));

        assertThat(checked.poll(Duration.ZERO)).isEmpty();

        assertThat(checked.passedOver()).isEqualTo(1);
        assertThat(consumer.position(PLACE)).isEqualTo(1);
    }

    @Test
    void whatTheRegistryHasNoAnswerForIsMetAgain() {
        SchemaRegistryException outage =
                new SchemaRegistryException("No schema registry answers", new ConnectException());
        consumer.setPollException(unreadable(outage));
        add(0, 5, "first");

        assertThatThrownBy(() -> checked.poll(Duration.ZERO)).isSameAs(outage);

        assertThat(checked.poll(Duration.ZERO))
                .extracting(ConsumerRecord::value)
                .containsExactly("first");
        assertThat(checked.passedOver()).isZero();
    }

    private void add(long offset, long timestampMs, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                PLACE.topic(),
                PLACE.partition(),
                offset,
                timestampMs,
                TimestampType.CREATE_TIME,
                0,
                0,
                "cats",
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private static RecordDeserializationException unreadable(Exception cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                PLACE,
                0,
                0,
                TimestampType.CREATE_TIME,
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(0),
                new RecordHeaders(),
                "cannot be read",
                cause);
    }
}
