package dev.brushcast.ingest.capture;

/**
 * Reads an opened source to its end and hands everything over; runs on a thread of its own. Owns the source: {@link #run}
 * closes it, and where it is never run, {@link #close}. The end is handed over before the source is closed, which may take
 * a while.
 */
public interface Reading extends AutoCloseable {

    /**
     * Reads until the source ends or the stop signal is given; what it throws has not been handed over.
     *
     * @throws InterruptedException if nobody takes what is read any more
     */
    void run() throws InterruptedException;

    @Override
    void close();
}
