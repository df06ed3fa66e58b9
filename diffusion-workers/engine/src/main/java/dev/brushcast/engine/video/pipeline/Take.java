package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.video.session.SessionSettings;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stretch of a stream that the model sees as one, from a first frame on, with nothing before it. What it keeps of it is parted
 * among the stages: each has a part of its own, which its thread makes, uses and closes.
 */
final class Take {

    private final String streamId;
    private final PictureSize size;
    private final SessionSettings settings;
    private volatile SessionRoom.Bytes bytes;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * One that nothing has come in for.
     *
     * @param size of its frames
     * @param settings with which it begins
     * @param given memory for it
     */
    Take(String streamId, PictureSize size, SessionSettings settings, SessionRoom.Bytes given) {
        this.streamId = streamId;
        this.size = size;
        this.settings = settings;
        this.bytes = given;
    }

    String streamId() {
        return streamId;
    }

    PictureSize size() {
        return size;
    }

    SessionSettings settings() {
        return settings;
    }

    /** The memory that it was given. */
    SessionRoom.Bytes bytes() {
        return bytes;
    }

    /** It was given other memory. */
    void give(SessionRoom.Bytes now) {
        bytes = now;
    }

    /** It cannot go on: what comes next begins another one. */
    void spoil() {
        over.set(true);
    }

    boolean isOver() {
        return over.get();
    }
}
