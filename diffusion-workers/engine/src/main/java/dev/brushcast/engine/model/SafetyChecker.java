package dev.brushcast.engine.model;

import dev.brushcast.engine.Picture;

/** Judges finished pictures. Owned by one thread. */
public interface SafetyChecker extends AutoCloseable {

    /** Whether a picture is unfit to be shown. */
    boolean isUnsafe(Picture picture);

    @Override
    void close();
}
