package dev.brushcast.contract.wire;

import dev.brushcast.contract.wire.registry.NoSuchSchemaException;
import dev.brushcast.contract.wire.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one type, whichever version of its schema wrote them. Safe for use by several threads: Kafka Streams
 * shares it between them.
 */
final class AvroDeserializer<V extends SpecificRecord> implements Deserializer<V> {

    private final SchemaRegistryClient schemas;
    private final Schema readerSchema;
    private final Map<Integer, DatumReader<V>> readersById = new ConcurrentHashMap<>();

    AvroDeserializer(SchemaRegistryClient schemas, Schema readerSchema) {
        this.schemas = schemas;
        this.readerSchema = readerSchema;
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null; // a tombstone
        }
        int id = WireFormat.schemaId(topic, value);
        DatumReader<V> reader = reader(topic, id);
        BoundedDecoder decoder = new BoundedDecoder(value, WireFormat.HEADER_BYTES);
        boolean complete;
        V read;
        try {
            read = reader.read(null, decoder);
            complete = decoder.isEnd();
        } catch (IOException | RuntimeException e) { // over damaged bytes, Avro throws whatever its code runs into
            throw new MalformedRecordException(topic, id, value.length, e);
        }
        if (!complete) {
            throw new MalformedRecordException(topic, id, value.length, "bytes are left over");
        }
        return read;
    }

    private DatumReader<V> reader(String topic, int id) {
        try {
            return readersById.computeIfAbsent(
                    id, known -> new SpecificDatumReader<>(schemas.schema(known), readerSchema));
        } catch (NoSuchSchemaException e) {
            throw new UnknownSchemaIdException(topic, e);
        }
    }
}
