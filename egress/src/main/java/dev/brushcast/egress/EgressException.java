package dev.brushcast.egress;

/** The output cannot go on. The message is one line and says what to do. */
public final class EgressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EgressException(String message) {
        super(message);
    }

    public EgressException(String message, Throwable cause) {
        super(message, cause);
    }
}
