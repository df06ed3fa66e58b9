package dev.brushcast.contract.wire;

import java.io.Closeable;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes of the contract's records, in Confluent's wire format. One instance serves a process; its serdes share the
 * schemas it knows and may be used until it is closed. Safe for use by several threads.
 */
public final class AvroSerdes implements Closeable {

    private final SchemaRegistryClient schemas;

    private AvroSerdes(SchemaRegistryClient schemas) {
        this.schemas = schemas;
    }

    /** Serdes with the ids of the catalogue in the jar, for a deployment without a schema registry. */
    public static AvroSerdes builtIn() {
        return new AvroSerdes(new BuiltInSchemas(SchemaCatalogue.load()));
    }

    /**
     * The serde of the values of one type.
     *
     * <p>Its deserializer throws a {@link WireException} for bytes that are no such record, and both throw a
     * {@link SchemaRegistryException} when ids cannot be had.
     */
    public <V extends SpecificRecord> Serde<V> value(Class<V> type) {
        Schema schema = SpecificData.get().getSchema(type);
        return Serdes.serdeFrom(new AvroSerializer<>(schemas, type, schema), new AvroDeserializer<>(schemas, schema));
    }

    @Override
    public void close() {
        schemas.close();
    }
}
