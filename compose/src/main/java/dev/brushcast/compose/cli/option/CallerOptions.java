package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.contract.Topics;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.kit.ops.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who may ask the control API, what streams may name, who is told of events, and where viewers are. */
public final class CallerOptions {

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
            names = "--viewer-url",
            paramLabel = "URL",
            description =
                    "Where a stream's page is for viewers, with {id} for its id, as in"
                            + " https://live.example/streams/{id}/: the page plays it from there. Default: not known; of platform, its own.")
    @Nullable
    String viewerUrl;

    @Option(
            names = "--publish-url",
            paramLabel = "URL",
            description =
                    "Where a browser publishes to a stream, with {id} for its id, as in https://live.example/publish/{id}:"
                            + " the page sends a camera there. Default: not known; of platform, its own.")
    @Nullable
    String publishUrl;

    @Mixin
    SourceRuleOptions sources = new SourceRuleOptions();

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
     * Control as these options say.
     *
     * @param tls null: in the open
     * @param own where browsers find streams unless options say where
     * @throws UserError if they cannot be
     */
    public ControlConfig config(String host, int port, @Nullable TlsFiles tls, Topics topics, PublicUrls own) {
        HostPolicy pushes = new HostPolicy(Allowance.of(allPushes, somePushes), HostPolicy.Resolver.SYSTEM);
        return new ControlConfig(
                host,
                port,
                tls,
                tokens == null ? Callers.anybody() : Callers.of(tokens, System.getenv()),
                new StreamRules(topics, sources.policy(), pushes),
                webhooks == null ? List.of() : WebhookFile.read(webhooks, System.getenv()),
                new PublicUrls(
                        viewerUrl == null ? own.viewers() : StreamUrl.of("--viewer-url", viewerUrl),
                        publishUrl == null ? own.publishers() : StreamUrl.of("--publish-url", publishUrl)));
    }

    /** Where sources may be. */
    public SourcePolicy sources() {
        return sources.policy();
    }
}
