package dev.brushcast.ingest.capture;

/**
 * Reads an opened source to its end and hands everything over; runs on a thread of its own. Owns the source: {@link #run}
 * closes it, and where it is never run, {@link #close}.
 */
public interface Reading extends Runnable, AutoCloseable {

    @Override
    void close();
}
