package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.settings.ViewerUrl;
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
     * @param ownViewers where viewers find streams unless an option says where; null: not known
     * @throws UserError if they cannot be
     */
    public ControlConfig config(
            String host, int port, @Nullable TlsFiles tls, Topics topics, @Nullable ViewerUrl ownViewers) {
        HostPolicy pushes = new HostPolicy(Allowance.of(allPushes, somePushes), HostPolicy.Resolver.SYSTEM);
        return new ControlConfig(
                host,
                port,
                tls,
                tokens == null ? Callers.anybody() : Callers.of(tokens, System.getenv()),
                new StreamRules(topics, sources.policy(), pushes),
                webhooks == null ? List.of() : WebhookFile.read(webhooks, System.getenv()),
                viewerUrl == null ? ownViewers : ViewerUrl.of(viewerUrl));
    }

    /** Where sources may be. */
    public SourcePolicy sources() {
        return sources.policy();
    }
}
