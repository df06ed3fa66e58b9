package dev.brushcast.worker.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Everything about a stream goes to the partition of its slot. By the key's hash, two live streams could meet on one
 * partition and halve each other's speed.
 */
final class SlotPartitioner<V> implements StreamPartitioner<String, Slotted<V>> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Slotted<V> value, int numPartitions) {
        if (value.slot() >= numPartitions) {
            throw new IllegalStateException("topic " + topic + " has " + numPartitions
                    + " partitions and none for slot " + value.slot() + ": all topics need the same number");
        }
        return Optional.of(Set.of(value.slot()));
    }
}
