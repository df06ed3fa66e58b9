package dev.brushcast.egress.push;

import dev.brushcast.media.MediaPacket;

/** One connection to a server, for one epoch. Confined to one thread. */
public interface PushConnection extends AutoCloseable {

    /**
     * Sends a picture; the first one is a key.
     *
     * @throws PushException if the connection is lost
     */
    void picture(MediaPacket packet);

    /**
     * Sends a packet of audio.
     *
     * @throws PushException if the connection is lost
     */
    void audio(MediaPacket packet);

    /** Says goodbye, if there still is somebody to say it to. */
    @Override
    void close();
}
