package dev.brushcast.compose.cli.option;

import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the sources of streams may be that callers of the control API name. */
public final class SourceRuleOptions {

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

    /** What they say. */
    public SourcePolicy policy() {
        return new SourcePolicy(new HostPolicy(Allowance.of(allSources, someSources), HostPolicy.Resolver.SYSTEM));
    }
}
