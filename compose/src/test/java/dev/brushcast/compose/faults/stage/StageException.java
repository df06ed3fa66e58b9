package dev.brushcast.compose.faults.stage;

/** What is to be tested does not run, or does not go on after a fault. */
public final class StageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StageException(String message) {
        super(message);
    }

    public StageException(String message, Throwable cause) {
        super(message, cause);
    }
}
