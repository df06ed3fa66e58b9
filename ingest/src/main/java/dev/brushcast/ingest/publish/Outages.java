package dev.brushcast.ingest.publish;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Which failures are those of brokers that are away for a while, and not of what was asked of them. */
public final class Outages {

    private Outages() {}

    /**
     * Whether the same may succeed later, unchanged. So may what was fenced: brokers that were away end what was open, as if another one
     * had claimed the stream; which it was shows when it is claimed again.
     */
    public static boolean isOutage(RuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || ClaimedWriter.isFenced(cause)) {
                return true;
            }
        }
        return false;
    }
}
