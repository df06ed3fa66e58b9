package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where control listens, and whom it listens to. */
public final class ControlOptions {

    private static final int PORT = 8090;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the API is served; 0: any free port. Default: ${DEFAULT-VALUE}.")
    int port = PORT;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to serve it on; 0.0.0.0: all, which needs --tokens. Default: ${DEFAULT-VALUE}.")
    String host = "localhost";

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Serve it over TLS and HTTP/2, with this certificate and those above it (PEM).")
    @Nullable
    Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's private key (PEM, PKCS #8, without a password).")
    @Nullable
    Path key;

    @Mixin
    CallerOptions callers = new CallerOptions();

    /**
     * Everything that control is told; nothing is connected.
     *
     * @throws UserError if the options cannot be
     */
    public ControlConfig config(Topics topics) {
        Limits.requirePort(0, "--port", port);
        if ((certificate == null) != (key == null)) {
            throw new UserError("--tls-cert and --tls-key go together: give both, or neither");
        }
        TlsFiles tls = certificate == null || key == null ? null : new TlsFiles(certificate, key);
        if (tls != null) {
            tls.check();
        }
        return callers.config(host, port, tls, topics);
    }
}
