package dev.brushcast.compose.faults.stage;

/** A scenario that cannot be run on this machine, and why. */
public final class SkippedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SkippedException(String why) {
        super(why);
    }
}
