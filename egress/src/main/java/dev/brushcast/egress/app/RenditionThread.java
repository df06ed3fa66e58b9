package dev.brushcast.egress.app;

import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a rendition's loop on a thread of its own. May be used by any thread. */
final class RenditionThread {

    private static final Logger LOGGER = LoggerFactory.getLogger(RenditionThread.class);

    private final RenditionLoop loop;
    private final OwnedThread thread;

    /**
     * A thread that is named as the rendition is.
     *
     * @param ended hears how the loop ended, on its thread
     */
    RenditionThread(String name, RenditionLoop loop, OwnedThread.Ended ended) {
        this.loop = loop;
        this.thread = new OwnedThread("egress-" + name, loop::run, ended);
    }

    void start() {
        thread.start();
    }

    /** Ends the stream's output soon. */
    void end() {
        loop.end();
    }

    /** Leaves the stream soon, which goes on. */
    void leave() {
        loop.leave();
    }

    /** Waits for the loop's end, for so long at most. */
    void join(Duration deadline) {
        thread.join(deadline)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a rendition hangs"));
    }
}
