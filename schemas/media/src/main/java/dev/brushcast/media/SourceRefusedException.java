package dev.brushcast.media;

/** Somebody is there and lets nobody in without another name or password. */
public final class SourceRefusedException extends MediaException {

    private static final long serialVersionUID = 1L;

    public SourceRefusedException(String message) {
        super(message);
    }
}
