package dev.brushcast.ingest.publish;

import dev.brushcast.kit.hosts.OwnedElsewhere;
import org.jspecify.annotations.Nullable;

/** Another ingest has claimed the stream: the brokers take nothing more of it from here. */
public final class TakenOverException extends RuntimeException implements OwnedElsewhere {

    private static final long serialVersionUID = 1L;

    /** For this reason of Kafka's. */
    public TakenOverException(String streamId, @Nullable Throwable fenced) {
        super(
                "Another ingest has taken over stream " + streamId
                        + ", or the brokers were away for over a minute: they take nothing more of it from this one. A stream is"
                        + " taken in once; give another name with --stream to have it twice",
                fenced);
    }
}
