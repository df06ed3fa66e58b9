package dev.brushcast.worker.app;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.worker.Chunks;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with the contract's topics, a writer of source records and a reader of committed results. */
final class WorkerCluster implements AutoCloseable {

    private static final int SLOTS = 2;

    final KafkaConnection connection;
    final AvroSerdes serdes = AvroSerdes.builtIn();

    private final KafkaUnderTest kafka;
    private final int slots;
    private final Producer<String, byte[]> producer;

    WorkerCluster() {
        this(SLOTS);
    }

    WorkerCluster(int slots) {
        this(KafkaUnderTest.start(), slots, 1);
    }

    /** On a cluster of its own, which is closed with this. */
    WorkerCluster(KafkaUnderTest kafka, int slots, int replication) {
        this.kafka = kafka;
        this.slots = slots;
        connection = KafkaConnection.plain(kafka.bootstrapServers());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(slots, (short) replication);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    KafkaConnection withRegistry(String url) {
        return new KafkaConnection(kafka.bootstrapServers(), url, Map.of());
    }

    void publish(int slot, VideoChunk chunk) {
        byte[] value = serdes.value(VideoChunk.class)
                .serializer()
                .serialize(Topics.UNPREFIXED.sourceVideo().name(), chunk);
        publish(Topics.UNPREFIXED.sourceVideo(), slot, Chunks.timestamp(chunk), chunk.getStreamId(), value);
    }

    void publish(int slot, StyleUpdate update, long sinceMs) {
        byte[] value = serdes.value(StyleUpdate.class)
                .serializer()
                .serialize(Topics.UNPREFIXED.styles().name(), update);
        publish(Topics.UNPREFIXED.styles(), slot, sinceMs, update.getStreamId(), value);
    }

    void publish(TopicDefinition<?> topic, int slot, long timestamp, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), slot, timestamp, key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record without a timestamp, which Kafka's wire format can carry and its Java producer refuses to make. */
    void publishTimeless(TopicDefinition<?> topic, int slot, String key, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), slot, 0L, key, value);
        try {
            Field timestamp = ProducerRecord.class.getDeclaredField("timestamp");
            timestamp.setAccessible(true);
            timestamp.set(record, -1L);
            producer.send(record).get();
        } catch (ReflectiveOperationException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many committed records of a stream are there, and a little longer for any that should not be. */
    List<ConsumerRecord<String, byte[]>> read(TopicDefinition<?> topic, String streamId, int atLeast) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions(slots))
                    .mapToObj(slot -> new TopicPartition(topic.name(), slot))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < atLeast && System.nanoTime() < deadline) {
                add(consumer.poll(Duration.ofMillis(100)), streamId, records);
            }
            add(consumer.poll(Duration.ofMillis(300)), streamId, records);
        }
        return records;
    }

    /** All committed records of a topic that there are now, tombstones among them. */
    List<ConsumerRecord<String, byte[]>> readAll(TopicDefinition<?> topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions(slots))
                    .mapToObj(slot -> new TopicPartition(topic.name(), slot))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static void add(
            ConsumerRecords<String, byte[]> polled, String streamId, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (streamId.equals(record.key())) {
                records.add(record);
            }
        }
    }

    /** As the retention time does: what is before an offset is gone. */
    void deleteBefore(TopicDefinition<?> topic, int slot, long offset) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic.name(), slot), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
        kafka.close();
    }
}
