package dev.brushcast.contract.wire;

import java.nio.ByteBuffer;

/** Confluent's framing of a value: a zero byte, the schema's id in 4 bytes, big-endian, then Avro's binary encoding. */
final class WireFormat {

    /** Bytes before the Avro encoding. */
    static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    /**
     * The schema id that a value begins with.
     *
     * @param topic where it is from, for the message
     * @throws ForeignRecordException when it does not begin with one
     */
    static int schemaId(String topic, byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new ForeignRecordException(topic, value.length);
        }
        return ByteBuffer.wrap(value).getInt(1);
    }
}
