package dev.brushcast.egress.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a rendition's loop on a thread of its own and says how it ended. */
final class RenditionThread {

    private static final Logger LOGGER = LoggerFactory.getLogger(RenditionThread.class);

    private final RenditionLoop loop;
    private final Thread thread;
    private final Ended ended;

    /** Hears how a loop ended, on its thread. */
    interface Ended {
        void ended(@Nullable Throwable failure);
    }

    /** A thread that is named as the rendition is. */
    RenditionThread(String name, RenditionLoop loop, Ended ended) {
        this.loop = loop;
        this.ended = ended;
        this.thread = Thread.ofPlatform().name("egress-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends the loop soon. */
    void stop() {
        loop.stop();
    }

    /** Ends the loop and waits for it, for so long at most. */
    void stopAndWait(Duration deadline) {
        stop();
        try {
            if (thread.isAlive() && !thread.join(deadline)) {
                LOGGER.atError().addKeyValue("thread", thread.getName()).log("did not end in {}: {}", deadline, (Object)
                        thread.getStackTrace());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            loop.run();
            ended.ended(null);
        } catch (Throwable e) { // whatever it was, somebody waits for the end
            ended.ended(e);
        }
    }
}
