package dev.brushcast.kit.ops;

import dev.brushcast.kit.lifecycle.Service;
import io.helidon.webserver.http.HttpRouting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An HTTP server for {@link OpsRoutes} alone. Never finishes by itself. */
public final class OpsServer implements Service {

    /** Where it listens unless told otherwise: these pages are for this machine, until somebody opens them. */
    public static final String LOCALHOST = "localhost";

    private static final String NAME = "ops server";

    private final HttpServer server;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /**
     * A server that is not started yet.
     *
     * @param host the address to listen on
     * @param port 0: any free port
     * @param routes what it answers
     */
    public OpsServer(String host, int port, OpsRoutes routes) {
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.register(routes);
        this.server = new HttpServer(NAME, host, port, HttpServer.Limits.OPERATORS, routing);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Starts to listen.
     *
     * @throws dev.brushcast.kit.UserError when the port is in use
     */
    @Override
    public void start() {
        server.start();
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.port();
    }

    @Override
    public CompletionStage<Void> finished() {
        return finished.minimalCompletionStage();
    }

    @Override
    public void close() {
        server.close();
    }
}
