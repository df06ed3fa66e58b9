package dev.brushcast.contract.wire;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that cannot be read as a record of the contract. Kafka's consumer adds topic, partition and offset when it
 * passes this on, in a {@code RecordDeserializationException}. Trying again does not help.
 */
public abstract sealed class WireException extends SerializationException
        permits ForeignRecordException, MalformedRecordException, UnknownSchemaIdException {

    private static final long serialVersionUID = 1L;

    WireException(String message) {
        super(message);
    }

    WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
