package dev.brushcast.media.publish;

/** Somebody who publishes, as the seat that he takes sees him. Safe for use by several threads. */
public interface Sender extends AutoCloseable {

    /** What he sends. */
    BytePipe pipe();

    /** True once a packet of picture or sound has come. */
    boolean hasMedia();

    /** Sends him away. */
    @Override
    void close();
}
