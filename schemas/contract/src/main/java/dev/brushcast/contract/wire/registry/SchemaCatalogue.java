package dev.brushcast.contract.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Every schema that records of this project were ever written with, with ids that never change. It ships in the jar, so
 * that a deployment needs no registry and still reads what an older version wrote.
 *
 * @param entries in order of their ids
 */
public record SchemaCatalogue(List<CatalogueEntry> entries) {

    /**
     * The lowest id, the letters BC and a count. Registries count from 1 and never get here, so an id says by itself
     * where it is from, and a topic that changes from the catalogue to a registry stays readable.
     */
    public static final int FIRST_ID = 0x4243_0001;

    static final String RESOURCE = "/dev/brushcast/contract/wire/schema-catalogue.json";

    public SchemaCatalogue {
        entries = List.copyOf(entries);
    }

    /** The catalogue in the jar. */
    public static SchemaCatalogue load() {
        try (InputStream resource = SchemaCatalogue.class.getResourceAsStream(RESOURCE)) {
            return read(Objects.requireNonNull(resource, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + RESOURCE + " cannot be read", e);
        }
    }

    static SchemaCatalogue read(InputStream json) throws IOException {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (JsonNode node : Json.read(json)) {
            Schema schema = SchemaText.parse(node.required("schema").toString());
            entries.add(new CatalogueEntry(
                    node.required("id").intValue(), node.required("version").intValue(), schema));
        }
        return new SchemaCatalogue(entries);
    }

    /** The entry that has an id. */
    public Optional<CatalogueEntry> withId(int id) {
        return entries.stream().filter(entry -> entry.id() == id).findFirst();
    }

    /** The entry that has a schema; documentation does not count. */
    public Optional<CatalogueEntry> withSchema(Schema schema) {
        return entries.stream().filter(entry -> entry.schema().equals(schema)).findFirst();
    }

    /** All versions of a record type, oldest first. */
    public List<CatalogueEntry> versions(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).toList();
    }

    /** Whether an id is from a catalogue, this one or that of another version, and not from a registry. */
    static boolean owns(int id) {
        return id >= FIRST_ID && id < FIRST_ID + 0xFFFF;
    }
}
