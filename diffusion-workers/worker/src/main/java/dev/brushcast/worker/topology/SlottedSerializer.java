package dev.brushcast.worker.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes the value; the slot shows in the partition. */
final class SlottedSerializer<V> implements Serializer<Slotted<V>> {

    private final Serializer<V> values;

    SlottedSerializer(Serializer<V> values) {
        this.values = values;
    }

    @Override
    public byte[] serialize(String topic, Slotted<V> slotted) {
        return values.serialize(topic, slotted.value());
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Slotted<V> slotted) {
        return values.serialize(topic, headers, slotted.value());
    }
}
