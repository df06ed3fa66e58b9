package dev.brushcast.ingest.epoch;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has a live source that broke off opened again, on a thread that is not the epoch's. */
public interface Comeback {

    /**
     * Begins to look for it; {@link #poll} tells what comes of it.
     *
     * @param shown how long the pictures last that came of it since the last time that it broke off; 0: there were none
     * @param closed returns once the source is closed: it may be one that can be open only once, as a listener's port
     */
    void brokeOff(Captured.Ended end, Beginning beginning, Duration shown, Runnable closed);

    /** What came of it, told once; waits for at most so long, and null if nothing did by then. */
    @Nullable
    Return poll(Duration limit) throws InterruptedException;

    /** What came of a source that broke off. */
    sealed interface Return {

        /**
         * It is there again.
         *
         * @param source whoever takes this closes it
         * @param epoch that it begins
         */
        record Back(OpenSource source, long epoch) implements Return {}

        /**
         * It does not come back.
         *
         * @param whole true: it had come to its end
         */
        record Gone(boolean whole) implements Return {}

        /** It cannot go on. */
        record Refused(RuntimeException reason) implements Return {}
    }
}
