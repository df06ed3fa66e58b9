package dev.brushcast.egress.http;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.kit.ops.HttpServer;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * The HTTP server of a host: below {@code /streams/ID} a stream's player page, {@code index.m3u8} and what it leads to, {@code
 * api/status} how it goes; {@code /healthz} whether all go. One virtual thread per request.
 */
public final class EgressServer implements AutoCloseable {

    private final HttpServer server;

    private EgressServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param streams what is served, which may change
     * @throws dev.brushcast.kit.UserError if the port is in use
     */
    public static EgressServer start(HttpConfig config, ServedStreams streams) {
        return start(config, HttpServer.Limits.VIEWERS, streams);
    }

    static EgressServer start(HttpConfig config, HttpServer.Limits limits, ServedStreams streams) {
        Cors cors = new Cors(config.origins());
        HttpRouting.Builder routing = HttpRouting.builder();
        Handler page = PageFiles.register(routing);
        Answers.to(routing, "/healthz", (request, response) -> health(request, response, streams));
        routing.options("/*", cors::preflight);
        Answers.to(routing, "/*", new StreamHandler(streams, cors, page));
        HttpServer server = new HttpServer("page server", config.host(), config.port(), config.tls(), limits, routing);
        server.start();
        return new EgressServer(server);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    private static void health(ServerRequest request, ServerResponse response, ServedStreams streams) {
        boolean healthy =
                streams.all().stream().allMatch(stream -> stream.healthy().getAsBoolean());
        response.headers().set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.status(healthy ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        Answers.send(request, response, (healthy ? "ok\n" : "failed\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
