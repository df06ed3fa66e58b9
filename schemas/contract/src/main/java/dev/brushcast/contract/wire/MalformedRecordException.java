package dev.brushcast.contract.wire;

/** Bytes that begin well, with a known schema's id, but are not a record of that schema: cut off, too long or damaged. */
public final class MalformedRecordException extends WireException {

    private static final long serialVersionUID = 1L;

    MalformedRecordException(String topic, int schemaId, int length, String problem) {
        super(message(topic, schemaId, length, problem));
    }

    MalformedRecordException(String topic, int schemaId, int length, Throwable cause) {
        super(message(topic, schemaId, length, String.valueOf(cause.getMessage())), cause);
    }

    private static String message(String topic, int schemaId, int length, String problem) {
        return "A value of " + length + " bytes on topic " + topic + " is not a record of its schema (id " + schemaId
                + "): " + problem;
    }
}
