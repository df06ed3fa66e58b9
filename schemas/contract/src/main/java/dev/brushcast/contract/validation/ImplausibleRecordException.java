package dev.brushcast.contract.validation;

/**
 * A record whose bytes are right and whose values cannot be. Reading it again would not help: it is set aside. The
 * message is one line.
 */
public final class ImplausibleRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImplausibleRecordException(String message) {
        super(message);
    }
}
