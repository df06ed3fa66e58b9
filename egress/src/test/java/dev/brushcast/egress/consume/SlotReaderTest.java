package dev.brushcast.egress.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.kafka.SlotReader;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.errors.TimeoutException;
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
    private boolean unavailable;

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

    @Test
    void aRecordWhoseValuesCannotBeIsPassedOverAndThoseAroundItAreRead() {
        consumer.addRecord(record(0, 5, "before"));
        consumer.addRecord(record(1, -1, "hostile"));
        consumer.addRecord(record(2, Long.MAX_VALUE, "hostile"));
        consumer.addRecord(record(3, 6, "after"));

        assertThat(reader.poll(Duration.ZERO)).containsExactly("before", "after");
        assertThat(reader.unreadable()).isEqualTo(2);
    }

    @Test
    void whatBreaksTheRuleIsPassedOver() {
        consumer.addRecord(record(0, 5, "before"));
        consumer.addRecord(record(1, 5, "bad"));
        consumer.addRecord(record(2, 6, "after"));

        assertThat(reader.poll(Duration.ZERO)).containsExactly("before", "after");
        assertThat(reader.unreadable()).isEqualTo(1);
    }

    @Test
    void whileTheRuleCannotBeAskedNothingIsLost() {
        consumer.addRecord(record(0, 5, "before"));
        consumer.addRecord(record(1, 5, "unknown"));
        consumer.addRecord(record(2, 6, "after"));
        unavailable = true;

        assertThat(reader.poll(Duration.ZERO)).containsExactly("before");
        assertThat(consumer.position(SLOT)).isEqualTo(1);
        assertThat(reader.unreadable()).isZero();
    }

    private void refuseWhatIsBad(String value) {
        if (unavailable && value.equals("unknown")) {
            throw new TimeoutException("brokers are away");
        }
        if (value.equals("bad")) {
            throw new ImplausibleRecordException("bad");
        }
    }

    @Test
    void recordsOfTheStreamThatNeedARegistryAreAnErrorWhereThereIsNone() {
        meetNeedsRegistry("other", 20);
        meetNeedsRegistry("main", 8);

        consumer.setPollException(unreadable("main", needsRegistry()));
        assertThatThrownBy(() -> reader.poll(Duration.ZERO))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Records of stream main cannot be read: ")
                .hasMessageContaining("Schema id 42 is from a schema registry, and none is configured")
                .hasMessageEndingWith(". Give all services of a deployment the same --schema-registry, or none");
    }

    @Test
    void aFewOfThemAmongThoseThatCanBeReadEndNothing() {
        for (int i = 0; i < 5; i++) {
            meetNeedsRegistry("main", 8);
            consumer.addRecord(record(consumer.position(SLOT), 5, "good"));
            assertThat(reader.poll(Duration.ZERO)).containsExactly("good");
        }
        assertThat(reader.unreadable()).isEqualTo(40);
    }

    private void meetNeedsRegistry(String streamId, int times) {
        for (int i = 0; i < times; i++) {
            consumer.setPollException(unreadable(streamId, needsRegistry()));
            assertThat(reader.poll(Duration.ZERO)).isEmpty();
        }
    }

    private static Exception needsRegistry() {
        return (Exception) catchThrowable(() -> AvroSerdes.builtIn()
                .value(StyledChunk.class)
                .deserializer()
                .deserialize(SLOT.topic(), new byte[] {0, 0, 0, 0, 42, 1, 2}));
    }

    @Test
    void aDamagedRecordOfTheStreamIsPassedOver() {
        consumer.setPollException(unreadable("main", new SerializationException("cut off")));

        assertThat(reader.poll(Duration.ZERO)).isEmpty();
        assertThat(reader.unreadable()).isEqualTo(1);
    }

    private SlotReader<String> reader() {
        consumer.updateBeginningOffsets(Map.of(SLOT, 0L));
        consumer.assign(List.of(SLOT));
        MockConsumer<String, String> seeker = new MockConsumer<>("earliest");
        seeker.updateBeginningOffsets(Map.of(SLOT, 0L));
        return new SlotReader<>(
                seeker,
                (_, _) -> RecordSource.of(consumer),
                SLOT.topic(),
                new StreamAddress("main", SLOT.partition()),
                this::refuseWhatIsBad,
                () -> nanos);
    }

    private static ConsumerRecord<String, String> record(String value) {
        return record(0, 0, value);
    }

    private static ConsumerRecord<String, String> record(long offset, long timestampMs, String value) {
        return new ConsumerRecord<>(
                SLOT.topic(),
                SLOT.partition(),
                offset,
                timestampMs,
                TimestampType.CREATE_TIME,
                0,
                0,
                "main",
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static RecordDeserializationException unreadable(Exception cause) {
        return unreadable("", cause);
    }

    private static RecordDeserializationException unreadable(String key, Exception cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                SLOT,
                0,
                0,
                TimestampType.CREATE_TIME,
                ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.allocate(0),
                new RecordHeaders(),
                "cannot be read",
                cause);
    }
}
