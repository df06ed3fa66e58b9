package dev.brushcast.contract.wire;

import dev.brushcast.contract.wire.registry.SchemaRegistryClient;
import dev.brushcast.contract.wire.registry.SchemaText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes values of one type. Safe for use by several threads: Kafka Streams shares it between them. */
final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {

    private final SchemaRegistryClient schemas;
    private final Schema registered;
    private final SpecificDatumWriter<V> writer;
    private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

    AvroSerializer(SchemaRegistryClient schemas, Class<V> type, Schema schema) {
        this.schemas = schemas;
        this.registered = SchemaText.withoutJavaProperties(schema);
        this.writer = new SpecificDatumWriter<>(type);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null; // a tombstone stays one
        }
        int id = idsByTopic.computeIfAbsent(topic, name -> schemas.register(name + "-value", registered));
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try {
            out.write(WireFormat.header(id));
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
