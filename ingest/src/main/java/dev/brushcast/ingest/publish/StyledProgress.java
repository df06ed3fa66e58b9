package dev.brushcast.ingest.publish;

import java.time.Duration;

/** How far the workers have got with one epoch. Used by one thread. */
interface StyledProgress extends AutoCloseable {

    /** No chunk is done yet. */
    long NONE = -1;

    /**
     * The highest sequence number of a chunk that is done, and with it all before it; {@link #NONE}.
     *
     * @param wait for at most so long for news, if there are none yet
     */
    long reached(Duration wait);

    @Override
    void close();
}
