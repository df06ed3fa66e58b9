package dev.brushcast.egress.push;

/** A server that cannot be pushed to, now. The message says why in words, and shows no key. */
public final class PushException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PushException(String message, Throwable cause) {
        super(message, cause);
    }
}
