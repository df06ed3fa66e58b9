package dev.brushcast.contract.wire.registry;

import org.apache.avro.Schema;

/** Writes with a registry's ids and reads those of the catalogue too, which no registry knows. */
record CatalogueFirst(SchemaRegistryClient catalogue, SchemaRegistryClient registry) implements SchemaRegistryClient {

    @Override
    public int register(String subject, Schema schema) {
        return registry.register(subject, schema);
    }

    @Override
    public Schema schema(int id) {
        return SchemaCatalogue.owns(id) ? catalogue.schema(id) : registry.schema(id);
    }

    @Override
    public void close() {
        registry.close();
        catalogue.close();
    }
}
