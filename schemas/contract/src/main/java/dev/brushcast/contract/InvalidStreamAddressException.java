package dev.brushcast.contract;

/** No stream can be there. The message is one line and says what is allowed. */
public final class InvalidStreamAddressException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidStreamAddressException(String message) {
        super(message);
    }
}
