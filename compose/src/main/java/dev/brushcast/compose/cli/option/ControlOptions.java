package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where control listens, and whom it listens to. */
public final class ControlOptions {

    private static final int PORT = 8090;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page and the API are served; 0: any free port. Default: ${DEFAULT-VALUE}.")
    int port = PORT;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to serve it on; 0.0.0.0: all, which needs --tokens. Default: ${DEFAULT-VALUE}.")
    String host = "localhost";

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    CallerOptions callers = new CallerOptions();

    /**
     * Everything that control is told; nothing is connected.
     *
     * @throws UserError if the options cannot be
     */
    public ControlConfig config(Topics topics) {
        Limits.requirePort(0, "--port", port);
        tls.check();
        return callers.config(host, port, tls.files(), topics, PublicUrls.NONE);
    }
}
