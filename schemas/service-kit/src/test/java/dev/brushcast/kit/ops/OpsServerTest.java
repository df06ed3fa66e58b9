package dev.brushcast.kit.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpsServerTest {

    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OpsRoutes routes =
            new OpsRoutes(List.of(), List.of(new HealthCheck("engine", problem::get)), registry);
    private final OpsServer server = new OpsServer(OpsServer.LOCALHOST, 0, routes);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void readinessComesAndGoesWithItsChecksAndLivenessStays() throws Exception {
        server.start();
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        problem.set(Optional.of("is warming up"));
        HttpResponse<String> notReady = get("/readyz");
        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(notReady.body()).isEqualTo("engine: is warming up\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckThatBreaksIsAProblem() throws Exception {
        problem.set(null);
        server.start();
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsAreShownAsPrometheusReadsThem() throws Exception {
        registry.counter("frames.dropped", "cause", "late").increment(3);
        server.start();

        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.body()).contains("frames_dropped_total{cause=\"late\"} 3.0");
        assertThat(metrics.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/plain");
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            OpsServer second = new OpsServer(OpsServer.LOCALHOST, taken.getLocalPort(), routes);
            assertThatThrownBy(second::start)
                    .isInstanceOf(UserError.class)
                    .hasMessage("The ops server cannot listen on localhost:" + taken.getLocalPort()
                            + " (Address already in use): choose another port");
            second.close();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
