package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.ops.HealthCheck;
import dev.brushcast.kit.ops.OpsRoutes;
import dev.brushcast.kit.ops.OpsServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The page for operators: health and metrics. */
public final class OpsOptions {

    @Option(
            names = "--ops-port",
            paramLabel = "PORT",
            description = "Serve /livez, /readyz and /metrics there. Default: not at all.")
    @Nullable
    Integer port;

    @Option(names = "--ops-host", paramLabel = "HOST", description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    String host = OpsServer.LOCALHOST;

    /** @throws dev.brushcast.kit.UserError if there is no such port */
    public void check() {
        if (port != null) {
            Limits.requirePort(1, "--ops-port", port);
        }
    }

    /** The service, after the page about it if one is asked for: it answers while the service is still starting. */
    public List<Service> with(
            Service service, List<HealthCheck> alive, List<HealthCheck> ready, PrometheusMeterRegistry registry) {
        List<Service> services = new ArrayList<>();
        if (port != null) {
            services.add(new OpsServer(host, port, new OpsRoutes(alive, ready, registry)));
        }
        services.add(service);
        return services;
    }
}
