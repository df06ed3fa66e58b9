package dev.brushcast.contract.wire;

import dev.brushcast.contract.wire.registry.NoSuchSchemaException;

/** A schema id that the registry or the catalogue does not know. */
public final class UnknownSchemaIdException extends WireException {

    private static final long serialVersionUID = 1L;

    private final int schemaId;

    UnknownSchemaIdException(String topic, NoSuchSchemaException cause) {
        super("A value on topic " + topic + " cannot be read. " + cause.getMessage(), cause);
        this.schemaId = cause.schemaId();
    }

    /** The id that is not known. */
    public int schemaId() {
        return schemaId;
    }
}
