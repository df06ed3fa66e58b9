package dev.brushcast.contract.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes values of every type, each as its own type's serializer does. Safe for use by several threads. */
final class RecordSerializer implements Serializer<SpecificRecord> {

    private final Function<Class<?>, Serializer<SpecificRecord>> serializers;
    private final Map<Class<?>, Serializer<SpecificRecord>> byType = new ConcurrentHashMap<>();

    RecordSerializer(Function<Class<?>, Serializer<SpecificRecord>> serializers) {
        this.serializers = serializers;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
        return value == null
                ? null // a tombstone stays one
                : byType.computeIfAbsent(value.getClass(), serializers).serialize(topic, value);
    }
}
