package dev.brushcast.media.scte35;

/** Bytes that are no splice information section, or a damaged one. The message is one line. */
public final class SpliceFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpliceFormatException(String message) {
        super(message);
    }
}
