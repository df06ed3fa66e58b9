package dev.brushcast.engine;

/** An engine that is closed or broken, or a model that cannot be used. The message is one line and says what to do. */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
