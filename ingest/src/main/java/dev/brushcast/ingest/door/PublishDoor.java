package dev.brushcast.ingest.door;

import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.log.RateLimitedLog;
import dev.brushcast.kit.ops.HttpServer;
import dev.brushcast.media.source.PublishSource;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Where browsers publish to the streams of this host: {@code ws://HOST:PORT/publish/STREAM}, the key as the first message, then what
 * a MediaRecorder records. The page at the same address does so. Safe for use by several threads.
 */
public final class PublishDoor implements Service {

    /** What a stream's address begins with. */
    public static final String PATH = "/publish/";

    /** The module with which other pages publish, among the resources of the class path. */
    public static final String SCRIPT = "/dev/brushcast/ingest/door/page/camera.js";

    static final int LONGEST_KEY = 256;

    private static final Logger LOGGER = LoggerFactory.getLogger(PublishDoor.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** A key frame of a large picture, several times over. */
    private static final int LONGEST_FRAME = 4 << 20;

    private final DoorLimits limits;
    private final MeterRegistry metrics;
    private final HttpServer server;
    private final Map<String, DoorStream> streams = new ConcurrentHashMap<>();
    private final Set<PublishSession> sessions = ConcurrentHashMap.newKeySet();
    private final RateLimitedLog partings = new RateLimitedLog(LOGGER, Level.INFO);
    private final OwnedThread watch;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /** Not open yet. */
    public PublishDoor(DoorConfig config, MeterRegistry metrics) {
        this.limits = config.limits();
        this.metrics = metrics;
        Set<String> origins = new LinkedHashSet<>(config.origins());
        this.server = new HttpServer(
                "door for publishers",
                config.host(),
                config.port(),
                config.tls(),
                HttpServer.Limits.VIEWERS,
                HttpRouting.builder().register(new DoorPage()),
                new HttpServer.Sockets(
                        WsRouting.builder().endpoint(PATH + "{+stream}", () -> new PublishSession(this)),
                        origins,
                        LONGEST_FRAME));
        this.watch = new OwnedThread("publish-door", this::look, this::ended);
        metrics.gauge("brushcast.ingest.door.connections", sessions, Set::size);
    }

    @Override
    public String name() {
        return "publish-door";
    }

    /** @throws dev.brushcast.kit.UserError when the port is in use */
    @Override
    public void start() {
        server.start();
        watch.start();
        LOGGER.atInfo().addKeyValue("port", server.port()).log("browsers publish at {}STREAM", PATH);
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.port();
    }

    /** Takes publishers for a stream until that is closed. */
    public DoorStream open(String streamId, PublishSource source) {
        DoorStream[] made = new DoorStream[1];
        made[0] = new DoorStream(source, () -> streams.remove(streamId, made[0]));
        streams.put(streamId, made[0]);
        return made[0];
    }

    @Nullable
    DoorStream stream(String id) {
        return streams.get(id);
    }

    DoorLimits limits() {
        return limits;
    }

    void connected(PublishSession session) {
        sessions.add(session);
    }

    void disconnected(PublishSession session) {
        sessions.remove(session);
    }

    /** Counts, and tells; what was said is secret. */
    void parted(Farewell why) {
        metrics.counter("brushcast.ingest.door.farewells", "reason", why.label())
                .increment();
        partings.log("a publisher is gone", line -> line.addKeyValue("why", why.words()));
    }

    private void look() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.sleep(limits.check());
            long nowNs = System.nanoTime();
            sessions.forEach(session -> session.check(nowNs));
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null || failure instanceof InterruptedException) {
            finished.complete(null);
        } else {
            finished.completeExceptionally(failure);
        }
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    @Override
    public void close() {
        sessions.forEach(session -> session.leave(Farewell.OVER));
        watch.interrupt();
        watch.join(CLOSE_LIMIT)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("the door hangs"));
        server.close();
    }
}
