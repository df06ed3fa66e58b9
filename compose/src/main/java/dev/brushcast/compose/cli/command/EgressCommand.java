package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.OfOneStream;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.ServiceOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.lifecycle.Service;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast egress}: one stream of a cluster out to players. */
@Command(
        name = "egress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts a restyled stream of a cluster out as HLS, a recording, RTMP, SRT.")
public final class EgressCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--hosted",
            description =
                    "Put out the streams that brushcast control is told of, each in a folder of its name: a host among others, which share them.")
    boolean hosted;

    @Option(names = "--exit", description = "End when the capture has ended and everything is written.")
    boolean exit;

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (hosted) {
            return host(InvalidUsageException.check(spec.commandLine(), this::checkHosted));
        }
        EgressConfig settings = InvalidUsageException.check(spec.commandLine(), this::check);
        ReportFile report = output.reportFile();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EgressStream egress;
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            EgressHost host = new EgressHost(
                    cluster.reachable(), settings.http(), settings.stream().id(), registry);
            egress = host.stream(settings);
            ServiceRun.untilDone(egress, withPage(registry, host, egress), stop);
        }
        if (report != null) {
            report.write(egress.report());
        }
        return PushOutcome.status(egress, spec);
    }

    private int host(EgressConfig settings) throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            EgressHost host = new EgressHost(cluster.awaited(), settings.http(), null, registry);
            SlotHost slots = host.slots(cluster.topics(), settings.output().folder());
            ServiceRun.untilDone(slots, withPage(registry, host, slots), stop);
        }
        return 0;
    }

    private EgressConfig checkHosted() {
        output.checkHosted(service::given);
        OfOneStream.refuse(List.of("--config", "--stream", "--slot", "--exit"), service::given);
        return check();
    }

    /** Everything that can be known before anything is connected or written. */
    private EgressConfig check() {
        cluster.check();
        output.check();
        stream.address();
        EgressConfig settings = settings();
        service.ops().check();
        return settings.withTopics(cluster.topics(settings.topics()));
    }

    private List<Service> withPage(PrometheusMeterRegistry registry, EgressHost host, Service main) {
        List<Service> services = new ArrayList<>(service.ops().with(host, List.of(), List.of(), registry));
        services.add(main);
        return services;
    }

    private EgressConfig settings() {
        return service.settings(EgressConfig.class).map(this::over).orElseGet(this::byOptions);
    }

    private EgressConfig byOptions() {
        End end = exit ? End.WITH_EPOCH : End.NEVER;
        return output.config(new StreamConfig(stream.id(), stream.slot(), Start.NEWEST_EPOCH, end, 0), true);
    }

    private EgressConfig over(EgressConfig file) {
        StreamConfig which = new StreamConfig(
                service.given("--stream") ? stream.id() : file.stream().id(),
                service.given("--slot") ? stream.slot() : file.stream().slot(),
                file.stream().start(),
                exit ? End.WITH_EPOCH : file.stream().end(),
                file.stream().firstEpoch());
        return output.over(file.withStream(which), service::given);
    }
}
