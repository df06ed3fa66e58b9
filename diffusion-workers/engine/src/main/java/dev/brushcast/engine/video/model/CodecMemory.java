package dev.brushcast.engine.video.model;

/** What a streaming encoder or decoder keeps of one stream between calls, on its device. Only its maker looks into it. */
public interface CodecMemory extends AutoCloseable {

    /** How much that is, in bytes. */
    long bytes();

    @Override
    void close();
}
