package dev.brushcast.contract.wire;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Sends every record type through the serdes that a registry's address gives. Run in a class loader of its own. */
public final class ConfluentProfileProbe implements Callable<Integer> {

    public ConfluentProfileProbe() {}

    /** How many records came back as they were. */
    @Override
    public Integer call() {
        int same = 0;
        // An address that only Confluent's client understands: its registry in memory.
        try (AvroSerdes serdes = AvroSerdes.registry("mock://probe", Map.of())) {
            for (Class<? extends SpecificRecord> type : RandomRecords.types()) {
                same += same(serdes, type);
            }
        }
        return same;
    }

    private static <V extends SpecificRecord> int same(AvroSerdes serdes, Class<V> type) {
        Serde<V> serde = serdes.value(type);
        V record = RandomRecords.of(type, 1).findFirst().orElseThrow();
        byte[] value = serde.serializer().serialize(type.getName(), record);
        return record.equals(serde.deserializer().deserialize(type.getName(), value)) ? 1 : 0;
    }
}
