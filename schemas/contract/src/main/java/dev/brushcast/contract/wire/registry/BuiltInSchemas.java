package dev.brushcast.contract.wire.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Ids from the {@link SchemaCatalogue} alone: for deployments without a schema registry. */
final class BuiltInSchemas implements SchemaRegistryClient {

    private final SchemaCatalogue catalogue;
    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();

    BuiltInSchemas(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(schema, this::lookUp);
    }

    private int lookUp(Schema schema) {
        return catalogue
                .withSchema(schema)
                .orElseThrow(() -> new SchemaRegistryException("The built-in catalogue has no such schema of "
                        + schema.getFullName() + "; records of other types need a schema registry"))
                .id();
    }

    @Override
    public Schema schema(int id) {
        return catalogue
                .withId(id)
                .orElseThrow(() -> new NoSuchSchemaException(id, problem(id)))
                .schema();
    }

    private static String problem(int id) {
        return SchemaCatalogue.owns(id)
                ? "is from a newer version of Brushcast than this one"
                : "is from a schema registry, and none is configured (schema.registry.url)";
    }

    @Override
    public void close() {}
}
