package dev.brushcast.ingest;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Everything that a partition holds now, as a consumer sees it. */
final class Topic {

    private Topic() {}

    static <V extends SpecificRecord> List<ConsumerRecord<String, V>> records(
            KafkaClients clients, TopicDefinition<V> topic, int partition) {
        try (var consumer = clients.consumer("test", null, topic.valueType(), Map.of())) {
            TopicPartition place = new TopicPartition(topic.name(), partition);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            List<ConsumerRecord<String, V>> records = new ArrayList<>();
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    static <V extends SpecificRecord> List<V> values(KafkaClients clients, TopicDefinition<V> topic, int partition) {
        return records(clients, topic, partition).stream()
                .map(ConsumerRecord::value)
                .toList();
    }
}
