package dev.brushcast.contract.wire.registry;

/** An id that no schema has, as far as is known here. */
public final class NoSuchSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int schemaId;

    NoSuchSchemaException(int schemaId, String problem) {
        super("Schema id " + schemaId + " " + problem);
        this.schemaId = schemaId;
    }

    /** The id. */
    public int schemaId() {
        return schemaId;
    }
}
