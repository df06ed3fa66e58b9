package dev.brushcast.contract.wire.registry;

import org.apache.kafka.common.KafkaException;

/**
 * A schema registry that does not answer, or does not take a schema. Says nothing about the record at hand: it is as
 * good as before when the registry is back, so it does not belong into a dead-letter topic.
 */
public final class SchemaRegistryException extends KafkaException {

    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message) {
        super(message);
    }

    /** A registry's failure, found by its client. */
    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
