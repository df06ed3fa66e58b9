package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.video.model.CrossKeys;

/** The network that makes a prompt's keys and values. Owned by one thread. */
public interface PromptKeys extends AutoCloseable {

    /** @param states of the text encoder, tokens by width */
    CrossKeys of(float[] states);

    @Override
    void close();
}
