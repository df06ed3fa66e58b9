package dev.brushcast.contract.wire.confluent;

import dev.brushcast.contract.wire.RegistrySerdeProvider;
import dev.brushcast.contract.wire.SerdeSource;
import java.util.HashMap;
import java.util.Map;

/** Makes Confluent's serdes be used wherever a schema registry is. */
public final class ConfluentSerdeProvider implements RegistrySerdeProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public ConfluentSerdeProvider() {}

    @Override
    public SerdeSource open(String url, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("schema.registry.url", url);
        all.put("specific.avro.reader", true);
        // The schema is the same for every language, and so has the same id as with this project's own serializer.
        all.put("avro.remove.java.properties", true);
        return new ConfluentSerdes(Map.copyOf(all));
    }
}
