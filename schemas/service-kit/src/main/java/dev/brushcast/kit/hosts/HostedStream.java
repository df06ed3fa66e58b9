package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.lifecycle.Service;

/** A stream's part in a host: its capture, or its outputs. Used by one thread, but for {@link #finished}. */
public interface HostedStream extends Service {

    /**
     * The stream is to be otherwise.
     *
     * @return true: from now on it is; false: only a new one can be, once this one is closed
     */
    boolean becomes(DesiredStream changed);

    /** The stream is removed: whoever follows it is told that it is over. It is closed next. */
    void end();

    /** Makes what a stream is to be; it is not started yet. */
    @FunctionalInterface
    interface Opener {
        /** @throws RuntimeException if it cannot be, with one line that says why: it is tried again */
        HostedStream open(DesiredStream stream);
    }
}
