package dev.brushcast.media.publish;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one place from which a stream is published. Who has sent something keeps it until that is read; a second one is refused,
 * unless the first is gone, or has been silent for so long that he may be the same one, back over another network. Safe for use
 * by several threads.
 */
public final class Seat implements PublicationPoint {

    /** Nobody who is there is silent for so long, but for a source of very few frames. */
    private static final Duration STALE = Duration.ofSeconds(3);

    private @Nullable Sender seated;

    /** Who has come back before all was read that the one before had sent. */
    private @Nullable Sender next;

    /** Takes it; false: another one has it. */
    public synchronized boolean take(Sender sender) {
        if (seated == null) {
            seated = sender;
            return true;
        }
        boolean stale = seated.pipe().silence().compareTo(STALE) >= 0;
        if (next != null || !(stale || seated.pipe().ended())) {
            return false;
        }
        next = sender;
        if (stale) {
            Sender old = seated;
            if (!old.hasMedia()) {
                stand(old);
            }
            old.close();
        }
        return true;
    }

    /** A connection is over. */
    public synchronized void leave(Sender sender) {
        if (!sender.hasMedia()) {
            stand(sender);
        }
    }

    private synchronized void stand(Sender sender) {
        if (sender.equals(next)) {
            next = null;
        }
        if (sender.equals(seated)) {
            seated = next;
            next = null;
        }
    }

    @Override
    public synchronized @Nullable Publication publication() {
        Sender sender = seated;
        return sender == null || !sender.hasMedia() ? null : new Taken(sender);
    }

    private final class Taken implements Publication {

        private final Sender sender;

        Taken(Sender sender) {
            this.sender = sender;
        }

        @Override
        public @Nullable ByteBuffer read(int most, long waitMs) throws InterruptedException {
            return sender.pipe().read(most, waitMs);
        }

        @Override
        public void close() {
            sender.close();
            stand(sender);
        }
    }
}
