package dev.brushcast.media.publish;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one publisher sends, as a container that goes on. Read by one thread; closing it sends the publisher away. */
public interface Publication extends AutoCloseable {

    /**
     * What comes next; waits for at most so long.
     *
     * @param most bytes
     * @return empty: none has come; null: the publisher is gone and all is read
     */
    @Nullable
    ByteBuffer read(int most, long waitMs) throws InterruptedException;

    @Override
    void close();
}
