package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A slot's records as they lie in the log, and others put beside them. For one thread. */
final class RecentRecords implements AutoCloseable {

    /** Header of what a fault has put into a topic: the ledger does not take it for a capture's. */
    static final String INJECTED = "brushcast-fault";

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> connection;
    private final KafkaProducer<byte[], byte[]> producer;

    RecentRecords(Stage stage) {
        connection = new HashMap<>(
                KafkaConnection.plain(stage.brokers().bootstrapServers()).clientSettings());
        connection.put("isolation.level", "read_committed");
        connection.put("max.request.size", Integer.toString(16 << 20));
        producer = new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The newest records of a partition, but for those that a fault has put there. */
    List<ConsumerRecord<byte[], byte[]>> newest(TopicDefinition<?> topic, int slot, int count) {
        TopicPartition place = new TopicPartition(topic.name(), slot);
        try (var consumer = new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            // Markers of transactions take offsets, too.
            consumer.seek(place, Math.max(0, end - 3L * count));
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (consumer.position(place) < end) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.headers().lastHeader(INJECTED) == null) {
                        all.add(record);
                    }
                });
            }
            return all.subList(Math.max(0, all.size() - count), all.size());
        }
    }

    /** Puts a record into a partition, as anybody could who has the right to write. */
    void put(TopicDefinition<?> topic, int slot, long timestamp, byte[] key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), slot, Math.max(0, timestamp), key, value);
        record.headers().add(INJECTED, "1".getBytes(StandardCharsets.US_ASCII));
        var _ = producer.send(record);
    }

    @Override
    public void close() {
        producer.flush();
        producer.close();
    }
}
