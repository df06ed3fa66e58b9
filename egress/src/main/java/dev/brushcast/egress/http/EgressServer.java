package dev.brushcast.egress.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.HttpServers;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The HTTP server: {@code /} the player page, {@code /index.m3u8} and what it leads to, {@code /api/status} how it goes, {@code
 * /healthz} whether it goes. One virtual thread per request.
 */
public final class EgressServer implements AutoCloseable {

    private final WebServer server;

    private EgressServer(WebServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param folder the output folder
     * @param segmentSeconds how long a segment lasts
     * @param status written as JSON
     * @param healthy false: the output has failed
     * @throws UserError if the port is in use
     */
    public static EgressServer start(
            HttpConfig config, Path folder, double segmentSeconds, Supplier<?> status, BooleanSupplier healthy) {
        ObjectMapper json = new ObjectMapper();
        HttpRouting.Builder routing = HttpRouting.builder();
        PageFiles.register(routing);
        routing.get("/api/status", (request, response) -> status(response, json, status.get()));
        routing.get("/healthz", (request, response) -> health(response, healthy.getAsBoolean()));
        routing.options("/*", EgressServer::preflight);
        routing.get("/*", new MediaFiles(folder, segmentSeconds));
        WebServer server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                .routing(routing)
                .build();
        HttpServers.start(server, "page server");
        return new EgressServer(server);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private static void preflight(ServerRequest request, ServerResponse response) {
        Cors.preflight(request, response);
    }

    private static void status(ServerResponse response, ObjectMapper json, Object status)
            throws JsonProcessingException {
        Cors.allow(response);
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json").set(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(json.writeValueAsBytes(status));
    }

    private static void health(ServerResponse response, boolean healthy) {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.status(healthy ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                .send(healthy ? "ok\n" : "failed\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
