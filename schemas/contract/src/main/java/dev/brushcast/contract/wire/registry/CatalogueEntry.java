package dev.brushcast.contract.wire.registry;

import org.apache.avro.Schema;

/**
 * One schema that this project has written records with, once released never changed and never removed.
 *
 * @param id what records carry, see {@link SchemaCatalogue#FIRST_ID}
 * @param version of the record type, from 1
 * @param schema the schema, without Java-only properties
 */
public record CatalogueEntry(int id, int version, Schema schema) {

    /** The full name of the record type. */
    public String name() {
        return schema.getFullName();
    }
}
