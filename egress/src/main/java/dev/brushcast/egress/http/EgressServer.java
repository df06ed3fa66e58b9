package dev.brushcast.egress.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.kit.ops.HttpServer;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The HTTP server: {@code /} the player page, {@code /index.m3u8} and what it leads to, {@code /api/status} how it goes, {@code
 * /healthz} whether it goes. One virtual thread per request.
 */
public final class EgressServer implements AutoCloseable {

    private final HttpServer server;

    private EgressServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param folder the output folder
     * @param live the edge of live renditions
     * @param segmentSeconds how long a segment lasts
     * @param status written as JSON
     * @param healthy false: the output has failed
     * @throws dev.brushcast.kit.UserError if the port is in use
     */
    public static EgressServer start(
            HttpConfig config,
            Path folder,
            LiveStream live,
            double segmentSeconds,
            Supplier<?> status,
            BooleanSupplier healthy) {
        return start(config, HttpServer.Limits.VIEWERS, folder, live, segmentSeconds, status, healthy);
    }

    static EgressServer start(
            HttpConfig config,
            HttpServer.Limits limits,
            Path folder,
            LiveStream live,
            double segmentSeconds,
            Supplier<?> status,
            BooleanSupplier healthy) {
        ObjectMapper json = new ObjectMapper();
        Cors cors = new Cors(config.origins());
        HttpRouting.Builder routing = HttpRouting.builder();
        PageFiles.register(routing);
        Answers.to(routing, "/api/status", (request, response) -> {
            cors.allow(request, response);
            status(request, response, json, status.get());
        });
        Answers.to(routing, "/healthz", (request, response) -> health(request, response, healthy.getAsBoolean()));
        routing.options("/*", cors::preflight);
        Handler files = new MediaFiles(folder, segmentSeconds, cors, InstantSource.system());
        Answers.to(routing, "/*", new LiveMedia(live, cors, files));
        HttpServer server = new HttpServer("page server", config.host(), config.port(), config.tls(), limits, routing);
        server.start();
        return new EgressServer(server);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private static void status(ServerRequest request, ServerResponse response, ObjectMapper json, Object status)
            throws JsonProcessingException {
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json").set(HeaderNames.CACHE_CONTROL, "no-store");
        Answers.send(request, response, json.writeValueAsBytes(status));
    }

    private static void health(ServerRequest request, ServerResponse response, boolean healthy) {
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.status(healthy ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        Answers.send(request, response, (healthy ? "ok\n" : "failed\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
