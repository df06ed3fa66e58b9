package dev.brushcast.engine.tools.verify;

/** A case or table that the engine has no means to run; the message says why. It is skipped, which is not a pass. */
public final class CannotRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotRunException(String why) {
        super(why);
    }
}
