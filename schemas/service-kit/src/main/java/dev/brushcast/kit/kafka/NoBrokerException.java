package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import org.jspecify.annotations.Nullable;

/** No broker of a cluster answers, or its names cannot be looked up: it may be there in a while. */
public final class NoBrokerException extends UserError {

    private static final long serialVersionUID = 1L;

    NoBrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
