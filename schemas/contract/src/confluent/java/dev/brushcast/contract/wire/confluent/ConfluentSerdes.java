package dev.brushcast.contract.wire.confluent;

import dev.brushcast.contract.wire.SerdeSource;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Confluent's serializer and deserializer, one pair for each serde asked for. */
final class ConfluentSerdes implements SerdeSource {

    private final Map<String, Object> settings;
    private final Queue<Serde<?>> open = new ConcurrentLinkedQueue<>();

    ConfluentSerdes(Map<String, Object> settings) {
        this.settings = settings;
    }

    @Override
    public <V extends SpecificRecord> Serde<V> value(Class<V> type) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(settings, false);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        Serde<V> serde =
                Serdes.serdeFrom(serializer::serialize, (topic, value) -> type.cast(read(deserializer, topic, value)));
        open.add(Serdes.serdeFrom(serializer, deserializer));
        return serde;
    }

    /** Confluent's deserializer gives a registry that cannot be reached the same exception as a damaged record. */
    private static Object read(KafkaAvroDeserializer deserializer, String topic, byte[] value) {
        try {
            return deserializer.deserialize(topic, value);
        } catch (SerializationException e) {
            if (e.getCause() instanceof IOException unreachable && !(unreachable instanceof EOFException)) {
                throw new SchemaRegistryException(
                        "No schema registry answers (" + unreachable + "): check schema.registry.url", unreachable);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        open.forEach(Serde::close);
    }
}
