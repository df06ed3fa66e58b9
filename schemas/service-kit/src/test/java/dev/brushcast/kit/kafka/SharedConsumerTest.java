package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedConsumerTest {

    private static final TopicPartition ONE = new TopicPartition("pictures", 0);
    private static final TopicPartition OTHER = new TopicPartition("sound", 0);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int FULL = 64;

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final SharedConsumer shared = new SharedConsumer("test-consumer", kafka);
    private final Deserializer<String> texts = (_, bytes) -> text(bytes);

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("bad")) {
            throw new SerializationException("no text");
        }
        return text;
    }

    @BeforeEach
    void begin() {
        kafka.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private RecordSource<String> open(TopicPartition place, long offset) {
        RecordSource<String> source = shared.open(place, offset, texts);
        Awaitility.await().until(() -> kafka.assignment().contains(place));
        return source;
    }

    private void add(TopicPartition place, long offset, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        kafka.addRecord(new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                offset,
                5,
                TimestampType.CREATE_TIME,
                1,
                bytes.length,
                new byte[] {'k'},
                bytes,
                new RecordHeaders(),
                Optional.empty()));
    }

    private static List<String> poll(RecordSource<String> source) {
        List<String> values = new ArrayList<>();
        source.poll(LONG).forEach(record -> values.add(record.key() + record.offset() + record.value()));
        return values;
    }

    @Test
    void eachReaderHasItsPartitionFromItsOffsetOn() {
        RecordSource<String> one = open(ONE, 1);
        RecordSource<String> other = open(OTHER, 0);
        add(ONE, 0, "a");
        add(ONE, 1, "b");
        add(OTHER, 0, "c");
        assertThat(poll(one)).containsExactly("k1b");
        assertThat(poll(other)).containsExactly("k0c");
        assertThat(other.poll(Duration.ZERO).isEmpty()).isTrue();
    }

    @Test
    void aReaderThatTakesNothingHoldsUpItsOwnPartitionAlone() {
        RecordSource<String> stalled = open(ONE, 0);
        RecordSource<String> other = open(OTHER, 0);
        for (int i = 0; i < FULL; i++) {
            add(ONE, i, "a");
        }
        Awaitility.await().untilAsserted(() -> assertThat(kafka.paused()).containsExactly(ONE));
        add(OTHER, 0, "c");
        assertThat(poll(other)).containsExactly("k0c");
        add(ONE, FULL, "last");

        List<String> read = new ArrayList<>();
        while (read.size() <= FULL) {
            read.addAll(poll(stalled));
        }
        assertThat(read).hasSize(FULL + 1).endsWith("k" + FULL + "last");
        Awaitility.await().untilAsserted(() -> assertThat(kafka.paused()).isEmpty());
    }

    @Test
    void whatCannotBeReadIsMetAgainUntilItIsPassed() {
        RecordSource<String> one = open(ONE, 0);
        add(ONE, 0, "a");
        add(ONE, 1, "bad");
        add(ONE, 2, "c");
        List<String> read = new ArrayList<>();
        while (read.isEmpty()) {
            read.addAll(poll(one));
        }
        assertThat(read).containsExactly("k0a");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> one.poll(LONG))
                    .isInstanceOfSatisfying(RecordDeserializationException.class, failure -> {
                        assertThat(failure.offset()).isEqualTo(1);
                        assertThat(failure.topicPartition()).isEqualTo(ONE);
                        assertThat(failure.keyBuffer().get(0)).isEqualTo((byte) 'k');
                    });
        }
        one.seek(ONE, 2);
        assertThat(poll(one)).containsExactly("k2c");
    }

    @Test
    void whatWasHandedOverIsHandedOverAgainWhereTheReaderGoesBackToIt() {
        RecordSource<String> one = open(ONE, 0);
        add(ONE, 0, "a");
        assertThat(poll(one)).containsExactly("k0a");
        one.seek(ONE, 0);
        assertThat(poll(one)).containsExactly("k0a");
    }

    @Test
    void aRightThatIsMissedIsToldWhoReadsThereAndTheOthersGoOn() {
        RecordSource<String> one = open(ONE, 0);
        RecordSource<String> other = open(OTHER, 0);
        kafka.setPollException(new TopicAuthorizationException(Set.of(ONE.topic())));
        assertThatThrownBy(() -> one.poll(LONG)).isInstanceOf(TopicAuthorizationException.class);
        add(OTHER, 0, "c");
        assertThat(poll(other)).containsExactly("k0c");
    }

    @Test
    void whoeverReadsIsToldThatTheConsumerIsClosed() {
        RecordSource<String> one = open(ONE, 0);
        shared.close();
        assertThatThrownBy(() -> one.poll(LONG)).isInstanceOf(KafkaException.class);
    }

    @Test
    void aPartitionWhoseReaderHasGoneIsFetchedNoMoreAndMayBeReadAnew() {
        RecordSource<String> one = open(ONE, 0);
        RecordSource<String> other = open(OTHER, 0);
        one.close();
        Awaitility.await().untilAsserted(() -> assertThat(kafka.assignment()).containsExactly(OTHER));
        RecordSource<String> again = open(ONE, 0);
        add(ONE, 0, "a");
        assertThat(poll(again)).containsExactly("k0a");
        add(OTHER, 0, "c");
        assertThat(poll(other)).containsExactly("k0c");
    }

    @Test
    void whoWantsWhatIsNewIsNotHandedWhatIsThere() {
        kafka.updateEndOffsets(Map.of(ONE, 2L));
        RecordSource<String> source = open(ONE, SharedConsumer.END);
        add(ONE, 1, "old");
        add(ONE, 2, "new");

        assertThat(poll(source)).containsExactly("k2new");
    }
}
