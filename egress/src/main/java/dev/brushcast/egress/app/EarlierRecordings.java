package dev.brushcast.egress.app;

import dev.brushcast.egress.hls.UnfinishedRecordings;
import dev.brushcast.kit.lifecycle.OwnedThread;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes whole what a run before has left of its recordings, beside the stream that goes on; has a thread while there is something to do. */
final class EarlierRecordings {

    private static final Logger LOGGER = LoggerFactory.getLogger(EarlierRecordings.class);

    private final Path folder;
    private @Nullable OwnedThread thread;

    EarlierRecordings(Path folder) {
        this.folder = folder;
    }

    /** Begins; waits for nothing. */
    void finish() {
        UnfinishedRecordings unfinished = new UnfinishedRecordings(folder, Renditions.RECORDING);
        if (!unfinished.isEmpty()) {
            OwnedThread finishing =
                    new OwnedThread("egress-recordings", unfinished::finish, EarlierRecordings::finished);
            thread = finishing;
            finishing.start();
        }
    }

    private static void finished(@Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.atError().setCause(failure).log("recordings of an earlier run could not be finished");
        }
    }

    /** Waits until they are whole. */
    void join(Duration deadline) {
        OwnedThread finishing = thread;
        thread = null;
        if (finishing != null) {
            finishing
                    .join(deadline)
                    .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a recording is not whole yet"));
        }
    }
}
