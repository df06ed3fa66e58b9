package dev.brushcast.kit.ops;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /livez}: whether the process is worth keeping. {@code /readyz}: whether it does its work now. Both answer 200, or
 * 503 with a line for each problem. {@code /metrics}: Prometheus' text format.
 *
 * @param alive what must be so for the process not to be restarted
 * @param ready what must be so for it to do its work
 * @param metrics what is shown under {@code /metrics}
 */
public record OpsRoutes(List<HealthCheck> alive, List<HealthCheck> ready, PrometheusMeterRegistry metrics)
        implements HttpService {

    /** The pages that there are. */
    public static final Set<String> PATHS = Set.of("/livez", "/readyz", "/metrics");

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    public OpsRoutes {
        alive = List.copyOf(alive);
        ready = List.copyOf(ready);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/livez", (_, response) -> answer(response, alive))
                .get("/readyz", (_, response) -> answer(response, ready))
                .get("/metrics", this::metrics);
    }

    private static void answer(ServerResponse response, List<HealthCheck> checks) {
        List<String> problems = checks.stream()
                .map(HealthCheck::report)
                .flatMap(Optional::stream)
                .toList();
        response.status(problems.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(problems.isEmpty() ? "ok\n" : String.join("\n", problems) + "\n");
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, METRICS_TYPE).send(metrics.scrape());
    }
}
