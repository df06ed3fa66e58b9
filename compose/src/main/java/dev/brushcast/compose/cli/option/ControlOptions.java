package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.contract.Topics;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.kit.ops.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where control listens, who may ask, and what streams may name. */
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
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "Who may ask, in YAML: tokens: [{name: ops, role: viewer|operator|admin, sha256: HEX}], or token:"
                            + " '$${NAME}' from the environment. Default: whoever is on this machine.")
    @Nullable
    Path tokens;

    @Option(
            names = "--webhooks",
            paramLabel = "FILE",
            description = "Where events are posted to, in YAML: webhooks: [{name: ops, url: https://HOST/PATH, secret:"
                    + " '$${NAME}', types: [error]}]. Default: nowhere.")
    @Nullable
    Path webhooks;

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

    @Option(
            names = "--allow-private-sources",
            description = "Let sources be at any address: on this machine, in its network, listeners. Default: on the"
                    + " internet only.")
    boolean allSources;

    @Option(
            names = "--allow-source",
            paramLabel = "HOST|BLOCK",
            description = "Let sources be at this host or in this block of addresses (10.1.0.0/16); 0.0.0.0: listeners."
                    + " May be given several times.")
    List<String> someSources = List.of();

    @Option(
            names = "--allow-private-pushes",
            description = "Let outputs be pushed to any address. Default: on the internet only.")
    boolean allPushes;

    @Option(
            names = "--allow-push",
            paramLabel = "HOST|BLOCK",
            description =
                    "Let outputs be pushed to this host or into this block of addresses. May be given several times.")
    List<String> somePushes = List.of();

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
        HostPolicy sources = policy(allSources, someSources);
        return new ControlConfig(
                host,
                port,
                tls,
                tokens == null ? Callers.anybody() : Callers.of(tokens, System.getenv()),
                new StreamRules(topics, new SourcePolicy(sources), policy(allPushes, somePushes)),
                webhooks == null ? List.of() : WebhookFile.read(webhooks, System.getenv()));
    }

    private static HostPolicy policy(boolean all, List<String> some) {
        return new HostPolicy(Allowance.of(all, some), HostPolicy.Resolver.SYSTEM);
    }
}
