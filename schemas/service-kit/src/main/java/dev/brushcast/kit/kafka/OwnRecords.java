package dev.brushcast.kit.kafka;

import dev.brushcast.contract.wire.ReadFailure;
import dev.brushcast.kit.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.RecordDeserializationException;

/** A stream's own records, beside those of others in its slot. */
public final class OwnRecords {

    private OwnRecords() {}

    /**
     * Returns when a record that cannot be read may be passed over: it is another stream's, or damaged. One of the stream's
     * own that is whole was written by a process of another setup, and so were all the others: who passed them over would
     * take them for not there.
     *
     * @throws UserError that says so
     */
    static void requireOfThisSetup(String streamId, RecordDeserializationException failure) {
        ByteBuffer key = failure.keyBuffer();
        boolean own = key != null && streamId.contentEquals(StandardCharsets.UTF_8.decode(key.duplicate()));
        if (own && ReadFailure.isOfAnotherSetup(failure)) {
            throw new UserError(ofAnotherSetup(streamId, failure), failure);
        }
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
