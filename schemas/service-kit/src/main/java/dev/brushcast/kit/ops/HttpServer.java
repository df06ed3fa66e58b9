package dev.brushcast.kit.ops;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.lifecycle.OwnedThread;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that bears with its clients: headers that do not end, connections on which nothing happens and too many
 * connections are closed or wait, what clients break off is counted and not logged, and one that only this machine can reach
 * answers to this machine's names only. Started and closed by one thread.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration IDLE_CHECKS = Duration.ofSeconds(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final WebServer server;
    private final String what;
    private final OwnedThread headerWatch;

    /**
     * What a server puts up with.
     *
     * @param headers how long a request's headers may take from its first line on
     * @param idle how long a connection may lie there with no request on it
     * @param connections how many there may be at a time; more wait to be accepted
     */
    public record Limits(Duration headers, Duration idle, int connections) {
        /** For viewers. */
        public static final Limits VIEWERS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 4096);
        /** For operators and their tools. */
        public static final Limits OPERATORS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 256);
    }

    /**
     * WebSockets beside what is asked for over HTTP. A page of another origin than the server's own is refused unless it is named.
     *
     * @param routing who answers at which path
     * @param origins of pages that may connect, the server's own among them; empty: that alone
     * @param longestFrame bytes; a longer one ends its connection
     */
    public record Sockets(WsRouting.Builder routing, Set<String> origins, int longestFrame) {
        WsConfig config() {
            return WsConfig.builder()
                    .origins(origins)
                    .maxFrameLength(longestFrame)
                    .build();
        }
    }

    /**
     * A server that is not started yet.
     *
     * @param what the server is, for messages: "ops server"
     * @param host the address to listen on
     * @param port 0: any free port
     */
    public HttpServer(String what, String host, int port, Limits limits, HttpRouting.Builder routing) {
        this(what, host, port, null, limits, routing);
    }

    /**
     * A server that is not started yet.
     *
     * @param tls HTTP/2 and HTTP/1.1 over TLS; null: HTTP/1.1 in the open
     * @throws UserError if its files cannot be read
     */
    public HttpServer(
            String what, String host, int port, @Nullable TlsFiles tls, Limits limits, HttpRouting.Builder routing) {
        this(what, host, port, tls, limits, routing, null);
    }

    /**
     * A server that is not started yet.
     *
     * @param sockets who answers WebSockets; null: there are none
     * @throws UserError if the files of TLS cannot be read
     */
    public HttpServer(
            String what,
            String host,
            int port,
            @Nullable TlsFiles tls,
            Limits limits,
            HttpRouting.Builder routing,
            @Nullable Sockets sockets) {
        this.what = what;
        HeaderDeadline deadline = new HeaderDeadline(limits.headers());
        LoopbackHosts.of(host).ifPresent(routing::addFilter);
        ClientFaults.quieten();
        WebServerConfig.Builder config = WebServer.builder();
        if (tls != null) {
            config.tls(tls.read()).addProtocol(Http2Config.create());
        }
        if (sockets != null) {
            config.addProtocol(sockets.config()).addRouting(sockets.routing());
        }
        this.server = config.host(host)
                .port(port)
                .shutdownHook(false) // its owner closes it, in order
                .idleConnectionTimeout(limits.idle())
                .idleConnectionPeriod(IDLE_CHECKS)
                .maxTcpConnections(limits.connections())
                .addProtocol(Http1Config.builder().addReceiveListener(deadline).build())
                .protocolsDiscoverServices(false) // a second HTTP/1.1 would keep idle connections open
                .routing(routing)
                .build();
        this.headerWatch = new OwnedThread("http-headers", deadline::watch, HttpServer::watchEnded);
    }

    /**
     * Starts to listen. Helidon's own {@code start} returns as if all were well when the port is in use, and logs a stack
     * trace: hence a look before and after.
     *
     * @throws UserError when it cannot listen
     */
    public void start() {
        String host = server.prototype().host();
        int port = server.prototype().port();
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw cannotListen(host, port, Reason.of(e));
        }
        server.start();
        if (!server.isRunning()) {
            throw cannotListen(host, port, "see the log");
        }
        headerWatch.start();
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.port();
    }

    private UserError cannotListen(String host, int port, String why) {
        return new UserError(
                "The " + what + " cannot listen on " + host + ":" + port + " (" + why + "): choose another port");
    }

    private static void watchEnded(@Nullable Throwable failure) {
        if (failure != null && !(failure instanceof InterruptedException)) {
            LOGGER.atError().setCause(failure).log("headers of requests are not watched any more");
        }
    }

    /** A client has broken off its connection in the middle of an answer. */
    public static void clientBrokeOff() {
        ClientFaults.count();
    }

    @Override
    public void close() {
        headerWatch.interrupt();
        server.stop();
        headerWatch
                .join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("the {} hangs", what));
    }
}
