package dev.brushcast.engine;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** An engine that is closed or broken, or a model that cannot be used. The message is one line and says what to do. */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a failure says of itself, for a message: one line, without the name of its class. */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "no permission";
            default ->
                failure.getMessage() == null
                        ? "no reason is given, see the log"
                        : failure.getMessage().lines().findFirst().orElse("");
        };
    }
}
