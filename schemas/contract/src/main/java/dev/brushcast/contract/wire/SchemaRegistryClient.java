package dev.brushcast.contract.wire;

import org.apache.avro.Schema;

/** Where schemas have their ids. Safe for use by several threads. */
public interface SchemaRegistryClient extends AutoCloseable {

    /**
     * The id under which a schema is known, after making it known if that is possible here.
     *
     * @param subject what the schema is registered under, {@code <topic>-value} for values
     * @param schema the writer's schema, without Java-only properties
     * @throws SchemaRegistryException when the registry does not answer or does not take the schema
     */
    int register(String subject, Schema schema);

    /**
     * The schema that has an id.
     *
     * @throws UnknownSchemaIdException when no schema has it
     * @throws SchemaRegistryException when the registry does not answer
     */
    Schema schema(int id);

    @Override
    void close();
}
