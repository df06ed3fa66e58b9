package dev.brushcast.media;

/** A file, URL or stream that cannot be read or written. The message is one line and says what to do. */
public class MediaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
