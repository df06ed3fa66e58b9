package dev.brushcast.egress.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SlotReaderTest {

    private static final TopicPartition SLOT = new TopicPartition("styled-video", 0);
    private final SchemaRegistryException outage =
            new SchemaRegistryException("No schema registry answers", new ConnectException());

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    private final SlotReader<String> reader = reader();
    private long nanos;

    @Test
    void whatTheRegistryHasNoAnswerForIsReadWhenItIsBack() {
        consumer.setPollException(unreadable(outage));
        consumer.addRecord(record("first"));

        assertThat(reader.poll(Duration.ZERO)).isEmpty();
        nanos += Duration.ofSeconds(59).toNanos();

        assertThat(reader.poll(Duration.ZERO)).containsExactly("first");
        assertThat(reader.unreadable()).isZero();
    }

    @Test
    void aRegistryThatStaysAwayIsAFailureThatSaysSo() {
        consumer.setPollException(unreadable(outage));
        reader.poll(Duration.ZERO);
        nanos += Duration.ofSeconds(61).toNanos();
        consumer.setPollException(unreadable(outage));

        assertThatThrownBy(() -> reader.poll(Duration.ZERO)).isSameAs(outage);
        assertThat(reader.unreadable()).isZero();
    }

    @Test
    void whatIsNoRecordIsPassedOver() {
        consumer.setPollException(unreadable(new SerializationException("not in Confluent's wire format")));

        assertThat(reader.poll(Duration.ZERO)).isEmpty();

        assertThat(reader.unreadable()).isEqualTo(1);
        assertThat(consumer.position(SLOT)).isEqualTo(1);
    }

    private SlotReader<String> reader() {
        consumer.updateBeginningOffsets(Map.of(SLOT, 0L));
        return new SlotReader<>(consumer, SLOT.topic(), new StreamAddress("main", SLOT.partition()), () -> nanos);
    }

    private static ConsumerRecord<String, String> record(String value) {
        return new ConsumerRecord<>(SLOT.topic(), SLOT.partition(), 0, "main", value);
    }

    private static RecordDeserializationException unreadable(Exception cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                SLOT,
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
