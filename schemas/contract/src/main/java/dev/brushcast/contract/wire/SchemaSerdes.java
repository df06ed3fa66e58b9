package dev.brushcast.contract.wire;

import dev.brushcast.contract.wire.registry.SchemaRegistryClient;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** This project's own serdes. */
record SchemaSerdes(SchemaRegistryClient schemas) implements SerdeSource {

    @Override
    public <V extends SpecificRecord> Serde<V> value(Class<V> type) {
        Schema schema = SpecificData.get().getSchema(type);
        return Serdes.serdeFrom(new AvroSerializer<>(schemas, type, schema), new AvroDeserializer<>(schemas, schema));
    }

    @Override
    public void close() {
        schemas.close();
    }
}
