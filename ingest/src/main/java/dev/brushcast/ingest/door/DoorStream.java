package dev.brushcast.ingest.door;

import dev.brushcast.media.publish.Publication;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.publish.Seat;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.PublishSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A stream that a door takes publishers for, as long as it is open. Safe for use by several threads. */
public final class DoorStream implements PublicationPoint, AutoCloseable {

    private final PublishSource source;
    private final Runnable closed;
    private final Seat seat = new Seat();
    private final Set<PublishSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Cancellation opening;
    private volatile boolean elsewhere;
    private volatile boolean over;

    DoorStream(PublishSource source, Runnable closed) {
        this.source = source;
        this.closed = closed;
    }

    boolean opensWith(String key) {
        return source.hasKey() && source.opensWith(key);
    }

    /** Lets somebody publish; null: he may. */
    @Nullable
    Farewell enter(PublishSession session, Recording recording) {
        if (elsewhere || !seat.take(recording)) {
            return Farewell.OCCUPIED;
        }
        sessions.add(session);
        return over ? Farewell.OVER : null;
    }

    void left(PublishSession session, Recording last) {
        sessions.remove(session);
        seat.leave(last);
    }

    /** Says that whoever publishes does so at another door, so that nobody is let in here. */
    public void elsewhere(boolean isElsewhere) {
        elsewhere = isElsewhere;
    }

    /** Says that what comes next is being looked at: whoever reads it gives up because of what it is, or is stopped. */
    public void opening(Cancellation stop) {
        opening = stop;
    }

    /** Says that what has come can be read. */
    public void opened() {
        opening = null;
    }

    /** Why its reader has had enough of a recording. */
    Farewell whyUnread() {
        Cancellation looking = opening;
        return looking == null || looking.cancelled() || over ? Farewell.OVER : Farewell.NOT_VIDEO;
    }

    @Override
    public @Nullable Publication publication() {
        return seat.publication();
    }

    /** Nobody publishes to it any more. */
    @Override
    public void close() {
        over = true;
        closed.run();
        sessions.forEach(session -> session.leave(Farewell.OVER));
    }
}
