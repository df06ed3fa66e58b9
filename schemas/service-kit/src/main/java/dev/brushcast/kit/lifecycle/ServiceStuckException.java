package dev.brushcast.kit.lifecycle;

import java.time.Duration;

/** Something that did not stop in time. The stack trace is that of the thread that is stuck, as it was at the deadline. */
public final class ServiceStuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceStuckException(String name, Duration deadline, Thread stuck) {
        super(name + " did not stop within " + deadline.toMillis() + " ms; it is at the stack below");
        setStackTrace(stuck.getStackTrace());
    }
}
