package dev.brushcast.kit.kafka;

import dev.brushcast.contract.wire.ReadFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.RecordDeserializationException;

/** A stream's own records, beside those of others in its slot. */
public final class OwnRecords {

    private OwnRecords() {}

    /**
     * Whether a record that cannot be read is the stream's own and whole: a process of another setup wrote it, and all its
     * others. Who passed them over would take them for not there. Any other is another stream's, or damaged.
     */
    static boolean isOfAnotherSetup(String streamId, RecordDeserializationException failure) {
        ByteBuffer key = failure.keyBuffer();
        boolean own = key != null && streamId.contentEquals(StandardCharsets.UTF_8.decode(key.duplicate()));
        return own && ReadFailure.isOfAnotherSetup(failure);
    }

    /**
     * What to tell of records that are whole and that only this process cannot read.
     *
     * @param failure of which {@link ReadFailure#isOfAnotherSetup} holds
     */
    public static String ofAnotherSetup(String streamId, Throwable failure) {
        return "Records of stream " + streamId + " cannot be read: " + ReadFailure.reason(failure)
                + ". Give all services of a deployment the same --schema-registry, or none";
    }
}
