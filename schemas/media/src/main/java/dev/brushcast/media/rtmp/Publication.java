package dev.brushcast.media.rtmp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one publisher sends, as an FLV file that goes on. Read by one thread; closing it sends the publisher away. */
public final class Publication implements AutoCloseable {

    private final Publisher publisher;
    private final RtmpPort port;

    Publication(Publisher publisher, RtmpPort port) {
        this.publisher = publisher;
        this.port = port;
    }

    /**
     * What comes next; waits for at most so long.
     *
     * @param most bytes
     * @return empty: none has come; null: the publisher is gone and all is read
     */
    public @Nullable ByteBuffer read(int most, long waitMs) throws InterruptedException {
        return publisher.pipe().read(most, waitMs);
    }

    @Override
    public void close() {
        port.free(publisher);
    }
}
