package dev.brushcast.ingest.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One browser's connection: the key, then what it records; a recording that begins anew ends the one before. Messages come on the
 * connection's thread; it is sent away by any.
 */
final class PublishSession implements WsListener {

    /** What a publisher hears who may begin. */
    static final String WELCOME = "welcome";

    /** What a publisher says before he sends another recording. */
    static final String BEGIN = "begin";

    /** How long whoever is sent away may take to go. */
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final PublishDoor door;
    private final long connectedNs = System.nanoTime();
    private final StringBuilder said = new StringBuilder();
    private final AtomicReference<Farewell> farewell = new AtomicReference<>();
    private volatile Recording recording = new Recording(this::unread);
    private volatile @Nullable WsSession socket;
    private volatile @Nullable DoorStream stream;
    private volatile boolean keySaid;
    private volatile long partedNs;

    PublishSession(PublishDoor door) {
        this.door = door;
    }

    @Override
    public void onOpen(WsSession session) {
        socket = session;
        door.connected(this);
        Thread connection = Thread.currentThread();
        // Helidon tells nobody of a connection that breaks off: its thread ends.
        Thread.ofVirtual().name("publish-door-end").start(() -> awaitEnd(connection));
        if (wanted(session) == null) {
            leave(Farewell.NO_STREAM);
        }
    }

    private void awaitEnd(Thread connection) {
        try {
            connection.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            gone();
        }
    }

    private @Nullable DoorStream wanted(WsSession session) {
        String path = session.prologue().uriPath().path();
        return door.stream(path.substring(PublishDoor.PATH.length()));
    }

    @Override
    public void onMessage(WsSession session, String part, boolean last) {
        if (isLeaving()) {
            return;
        }
        DoorStream known = stream;
        if (known != null) {
            command(known, part, last);
        } else if (said.length() + part.length() > PublishDoor.LONGEST_KEY) {
            keySaid = true;
            refuse();
        } else {
            said.append(part);
            if (last) {
                keySaid = true;
                enter(session, said.toString());
                said.setLength(0);
            }
        }
    }

    /** Between two messages nothing tells where a recording begins: browsers cut it anywhere, after its first byte, too. */
    private void command(DoorStream known, String text, boolean last) {
        if (!last || !text.equals(BEGIN)) {
            leave(Farewell.TEXT);
        } else if (recording.hasMedia()) {
            Recording before = recording;
            recording = new Recording(this::unread);
            before.pipe().end();
            if (known.enter(this, recording) != null) {
                leave(Farewell.OCCUPIED);
            }
        }
    }

    private void enter(WsSession session, String key) {
        DoorStream wanted = wanted(session);
        if (wanted == null) {
            leave(Farewell.NO_STREAM);
        } else if (!wanted.opensWith(key)) {
            refuse();
        } else {
            stream = wanted;
            Farewell refusal = wanted.enter(this, recording);
            if (refusal == null) {
                session.send(WELCOME, true);
            } else {
                leave(refusal);
            }
        }
    }

    /** Whoever guesses has to wait, and learns nothing from how long. */
    private void refuse() {
        try {
            Thread.sleep(door.limits().refusal());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        leave(Farewell.WRONG_KEY);
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        DoorStream known = stream;
        if (isLeaving()) {
            return;
        }
        if (known == null) {
            leave(Farewell.NO_KEY);
            return;
        }
        try {
            if (!recording.write(data.readBytes())) {
                leave(Farewell.NOT_VIDEO);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            leave(Farewell.OVER);
        }
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        gone();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        gone();
    }

    /** Looks whether it has been silent for too long, is held up for too long, or does not go. */
    void check(long nowNs) {
        DoorLimits limits = door.limits();
        if (isLeaving()) {
            if (nowNs - partedNs >= PARTING.toNanos() && socket instanceof ServerConnection connection) {
                connection.close(true);
            }
        } else if (stream == null) {
            if (!keySaid && nowNs - connectedNs >= limits.key().toNanos()) {
                leave(Farewell.NO_KEY);
            }
        } else if (isSilent()) {
            leave(Farewell.SILENT);
        } else if (recording.pipe().blocked().compareTo(limits.silence()) >= 0) {
            leave(Farewell.SLOW);
        }
    }

    private boolean isSilent() {
        return recording.pipe().silence().compareTo(door.limits().silence()) >= 0;
    }

    private boolean isLeaving() {
        return farewell.get() != null;
    }

    /** Sends the publisher away; only the first reason counts. */
    void leave(Farewell why) {
        if (!farewell.compareAndSet(null, why)) {
            return;
        }
        partedNs = System.nanoTime();
        recording.pipe().end();
        door.parted(why);
        WsSession known = socket;
        if (known != null) {
            try {
                known.close(why.code(), why.words());
            } catch (CloseConnectionException | UncheckedIOException _) {
                // it is gone already
            }
        }
    }

    /** Who reads has had enough of a recording: of one that another one has followed, that is no matter. */
    private void unread(Recording which) {
        DoorStream known = stream;
        if (known != null && which.equals(recording)) {
            leave(isSilent() ? Farewell.SILENT : known.whyUnread());
        }
    }

    private void gone() {
        if (farewell.compareAndSet(null, Farewell.LEFT)) {
            door.parted(Farewell.LEFT);
        }
        recording.pipe().end();
        DoorStream known = stream;
        if (known != null) {
            known.left(this, recording);
        }
        door.disconnected(this);
    }
}
