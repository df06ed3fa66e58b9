package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.ForeignRecordException;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.UserError;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RunsOnKafka
final class KafkaClientsIT {

    private static final int SLOTS = 3;

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    private final KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
    private final AvroSerdes serdes = connection.openSerdes();
    private final KafkaClients clients = new KafkaClients(connection, serdes);

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(SLOTS, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void theLargestChunkPassesWithItsSlotAndItsMediaTimeFarAhead() throws Exception {
        VideoChunk sent = chunk(Topics.MAX_RECORD_BYTES - 1024);
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        send(0, tomorrow, sent);

        List<ConsumerRecord<String, VideoChunk>> received = receive(0);

        assertThat(received).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(sent);
            assertThat(record.timestamp()).isEqualTo(tomorrow);
        });
    }

    @Test
    void aChunkBeyondTheLimitIsRefusedWhereItIsSent() {
        assertThatThrownBy(() -> send(1, 0, chunk(Topics.MAX_RECORD_BYTES)))
                .hasMessageContaining("RecordTooLargeException");
    }

    @Test
    void aForeignRecordIsNamedByTopicPartitionAndOffset() throws Exception {
        try (var raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(
                            Topics.UNPREFIXED.sourceVideo().name(), 2, null, "hello".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        assertThatThrownBy(() -> receive(2))
                .isInstanceOfSatisfying(RecordDeserializationException.class, e -> {
                    assertThat(e.topicPartition()).isEqualTo(partition(2));
                    assertThat(e.offset()).isZero();
                })
                .hasCauseInstanceOf(ForeignRecordException.class);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            var nowhere = new KafkaClients(KafkaConnection.plain("localhost:" + silent.getLocalPort()), serdes);
            assertThatThrownBy(() -> nowhere.requireReachable(Duration.ofSeconds(1)))
                    .isInstanceOf(UserError.class)
                    .hasMessage("No Kafka broker answers at localhost:" + silent.getLocalPort()
                            + " within 1 s: check the address and that it runs");
        }
        clients.requireReachable(Duration.ofSeconds(10));
    }

    @Test
    void anAddressThatIsNoneIsSaidInOneLine() {
        var nowhere = new KafkaClients(KafkaConnection.plain("no-such-host.invalid:9092"), serdes);
        assertThatThrownBy(() -> nowhere.requireReachable(Duration.ofSeconds(1)))
                .isInstanceOf(NoBrokerException.class)
                .hasMessage("No Kafka client for no-such-host.invalid:9092:"
                        + " No resolvable bootstrap urls given in bootstrap.servers");
    }

    @Test
    void whatKeepsRecordsSafeCannotBeSetOtherwise() {
        assertThatThrownBy(() -> clients.producer("test", VideoChunk.class, Map.of("acks", "0")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Kafka setting acks=0: this is always all here");
    }

    private void send(int slot, long timestamp, VideoChunk chunk) throws Exception {
        try (Producer<String, VideoChunk> producer = clients.producer("test", VideoChunk.class, Map.of())) {
            producer.send(new ProducerRecord<>(
                            Topics.UNPREFIXED.sourceVideo().name(), slot, timestamp, chunk.getStreamId(), chunk))
                    .get();
        }
    }

    private List<ConsumerRecord<String, VideoChunk>> receive(int slot) {
        List<ConsumerRecord<String, VideoChunk>> records = new ArrayList<>();
        try (Consumer<String, VideoChunk> consumer = clients.consumer("test", null, VideoChunk.class, Map.of())) {
            consumer.assign(List.of(partition(slot)));
            consumer.seekToBeginning(List.of(partition(slot)));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (records.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static TopicPartition partition(int slot) {
        return new TopicPartition(Topics.UNPREFIXED.sourceVideo().name(), slot);
    }

    private static VideoChunk chunk(int dataBytes) {
        VideoFrame frame = VideoFrame.newBuilder()
                .setNumber(0)
                .setPtsUs(0)
                .setDurationUs(33_333)
                .setCapturedAtUs(1)
                .setData(ByteBuffer.allocate(dataBytes))
                .build();
        return VideoChunk.newBuilder()
                .setStreamId("s")
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(512)
                .setHeight(512)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(frame))
                .build();
    }
}
