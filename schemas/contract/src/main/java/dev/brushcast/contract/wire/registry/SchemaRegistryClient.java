package dev.brushcast.contract.wire.registry;

import java.util.Map;
import org.apache.avro.Schema;

/** Where schemas have their ids. Safe for use by several threads. */
public interface SchemaRegistryClient extends AutoCloseable {

    /** The ids of the catalogue in the jar, for a deployment without a registry. */
    static SchemaRegistryClient builtIn() {
        return new BuiltInSchemas(SchemaCatalogue.load());
    }

    /**
     * A registry that speaks Confluent's API; ids of the catalogue are known beside its own, so that a deployment may get
     * a registry later.
     *
     * @param url its address, several separated by commas
     * @param settings by Confluent's names: {@code basic.auth.user.info}, {@code auto.register.schemas} and
     *     {@code request.timeout.ms}
     * @throws SchemaRegistryException when the address or a setting cannot be used
     */
    static SchemaRegistryClient open(String url, Map<String, ?> settings) {
        return new CatalogueFirst(builtIn(), new HttpSchemaRegistry(RegistrySettings.of(url, settings)));
    }

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
     * @throws NoSuchSchemaException when no schema has it
     * @throws SchemaRegistryException when the registry does not answer
     */
    Schema schema(int id);

    @Override
    void close();
}
