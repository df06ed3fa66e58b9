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

    /**
     * Whether the record is whole and was written by a process that has its schema ids from elsewhere: from a registry where
     * there is none here, from another one, or from a newer catalogue. All records of that process are such.
     *
     * @param failure what a deserializer or a consumer threw
     */
    public static boolean isOfAnotherSetup(Throwable failure) {
        return unknownId(failure).isPresent();
    }

    /** What is wrong, in one line. */
    public static String reason(Throwable failure) {
        return unknownId(failure)
                .orElse(String.valueOf(failure.getMessage()))
                .lines()
                .findFirst()
                .orElse("");
    }

    private static Optional<String> unknownId(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownSchemaIdException unknown) {
                return Optional.of(String.valueOf(unknown.getMessage()));
            }
        }
        return Optional.empty();
    }
}
