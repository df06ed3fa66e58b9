package dev.brushcast.contract.wire;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells whose fault it is that a record could not be read. */
public final class ReadFailure {

    private ReadFailure() {}

    /**
     * The cause that is not in the record: a registry that does not answer or refuses the login, or an interruption. The
     * record is as good as before and must be read again, not passed over. Empty when its bytes are at fault, or an id that
     * nobody knows.
     *
     * @param failure what a deserializer or a consumer threw
     */
    public static Optional<KafkaException> notTheRecords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException elsewhere && !(cause instanceof SerializationException)) {
                return Optional.of(elsewhere);
            }
        }
        return Optional.empty();
    }
}
