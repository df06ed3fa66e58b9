package dev.brushcast.media;

/** Nobody is there, or nothing comes yet: a source that may come later. */
public final class SourceAbsentException extends MediaException {

    private static final long serialVersionUID = 1L;

    public SourceAbsentException(String message) {
        super(message);
    }

    public SourceAbsentException(String message, Throwable cause) {
        super(message, cause);
    }
}
