package dev.brushcast.contract.wire;

/** Bytes that do not begin as Confluent's wire format does. */
public final class ForeignRecordException extends WireException {

    private static final long serialVersionUID = 1L;

    ForeignRecordException(String topic, int length) {
        super("A value of " + length + " bytes on topic " + topic
                + " is not in Confluent's wire format: it does not begin with a zero byte and a schema id");
    }
}
