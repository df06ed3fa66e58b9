package dev.brushcast.ingest.door;

import dev.brushcast.media.publish.BytePipe;
import dev.brushcast.media.publish.Sender;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One recording that a browser sends, from its header on; written by the connection's thread. Its session may begin another one. */
final class Recording implements Sender {

    private final BytePipe pipe = new BytePipe(BytePipe.USUAL_BYTES);
    private final Consumer<Recording> unwanted;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private volatile boolean media;

    /** @param unwanted hears that nobody reads it any more */
    Recording(Consumer<Recording> unwanted) {
        this.unwanted = unwanted;
    }

    /**
     * Adds a piece; waits for room.
     *
     * @return false: it is no recording from its beginning
     */
    boolean write(byte[] piece) throws InterruptedException {
        if (media) {
            pipe.write(ByteBuffer.wrap(piece));
            return true;
        }
        head.writeBytes(piece);
        if (head.size() < ContainerStart.LENGTH) {
            return true;
        }
        ByteBuffer first = ByteBuffer.wrap(head.toByteArray());
        head.reset();
        if (!ContainerStart.begins(first)) {
            return false;
        }
        pipe.write(first);
        media = true;
        return true;
    }

    @Override
    public BytePipe pipe() {
        return pipe;
    }

    @Override
    public boolean hasMedia() {
        return media;
    }

    @Override
    public void close() {
        pipe.end();
        unwanted.accept(this);
    }
}
