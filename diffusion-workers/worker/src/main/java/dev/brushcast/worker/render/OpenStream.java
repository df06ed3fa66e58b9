package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.StreamSession;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A stream's session in its model's engine, and the chunks that have frames in it. Owned by the thread that renders the stream. */
final class OpenStream implements AutoCloseable {

    private final RenderModel model;
    private final StreamSession session;
    private final long epoch;
    private final Deque<ChunkInWork> pending = new ArrayDeque<>();
    private boolean settled;
    private long lastSeen = -1;
    private @Nullable PictureSize size;

    OpenStream(RenderModel model, StreamSession session, long epoch) {
        this.model = model;
        this.session = session;
        this.epoch = epoch;
    }

    RenderModel model() {
        return model;
    }

    StreamSession session() {
        return session;
    }

    /** Chunks that are not published, in order. */
    Deque<ChunkInWork> pending() {
        return pending;
    }

    /** Whether it can go on with a chunk: its pictures are as large as those before, if there were any. */
    boolean takes(VideoChunk chunk) {
        PictureSize asked = new PictureSize(chunk.getWidth(), chunk.getHeight());
        if (size == null) {
            size = asked;
        }
        return size.equals(asked);
    }

    /** From now on it may have seen more than its stream's state says, until it is settled. */
    void stir() {
        settled = false;
    }

    /** It has seen everything up to this offset, and nothing else. */
    void settle(long offset) {
        lastSeen = offset;
        settled = true;
    }

    /** Whether it has seen just what the stream's last committed state says that one has. */
    boolean isAsOf(StreamState state) {
        return settled
                && epoch == state.epoch()
                && lastSeen == state.trail().lastSeen()
                && pending.size() == state.trail().pending()
                && !state.trail().isAdrift();
    }

    @Override
    public void close() {
        session.close();
    }
}
