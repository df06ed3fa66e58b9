package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.FromEnvironment;
import dev.brushcast.compose.cli.option.OfOneStream;
import dev.brushcast.compose.cli.option.PublishOptions;
import dev.brushcast.compose.cli.option.ServiceOptions;
import dev.brushcast.compose.cli.option.SourceOptions;
import dev.brushcast.compose.cli.option.SourceRuleOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.TlsOptions;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.ingest.app.Doors;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.IngestSummary;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.media.source.MediaSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast ingest}: one source into the topics of a cluster. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes a file or a live feed into the topics of a cluster.")
public final class IngestCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--input",
            converter = FromEnvironment.class,
            paramLabel = "FILE|URL",
            description = "What to take in: a file, a URL (rtmp, srt, rtsp, http ...), testsrc, txt2img, or"
                    + " stream:ID, another stream of the cluster, live, or recorded as in stream:ID?epoch=3.")
    @Nullable
    String input;

    @Option(
            names = "--hosted",
            description =
                    "Take in the streams that brushcast control is told of: a host among others, which share them.")
    boolean hosted;

    @Mixin
    SourceRuleOptions rules = new SourceRuleOptions();

    @Mixin
    PublishOptions publish = new PublishOptions();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (hosted) {
            InvalidUsageException.check(spec.commandLine(), this::checkHosted);
            try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
                host(stop);
            }
            return 0;
        }
        IngestConfig settings = InvalidUsageException.check(spec.commandLine(), this::check);
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            run(settings, cluster.reachable(), stop);
        }
        return 0;
    }

    /** Everything that can be known before anything is connected or opened. */
    private IngestConfig check() {
        cluster.check();
        source.check();
        PublishOptions.refuse(service::given);
        IngestConfig settings = settings();
        if (settings.changesCopiedPictures()) {
            throw new UserError(
                    "pictures of a stream: source are the other stream's, as they are: leave out --width, --height,"
                            + " --fit, --fps and --payload, or pictures in --config");
        }
        service.ops().check();
        return settings.withTopics(cluster.topics(settings.topics()));
    }

    private boolean checkHosted() {
        cluster.check();
        service.ops().check();
        publish.check();
        tls.check();
        OfOneStream.refuse(List.of("--input", "--config", "--stream", "--slot"), service::given);
        return true;
    }

    private void run(IngestConfig settings, KafkaConnection connection, TerminationSignal stop) throws Exception {
        try (var serdes = connection.openSerdes();
                IngestHost host = new IngestHost(new KafkaClients(connection, serdes))) {
            IngestStream ingest =
                    host.stream(settings, SourceConnection.to(settings.source(), settings.connection(), this::tell));
            List<Service> services = service.ops()
                    .with(ingest, List.of(), List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            ServiceRun.untilDone(ingest, services, stop);
            say(ingest.summary());
        }
    }

    private void host(TerminationSignal stop) throws Exception {
        KafkaConnection connection = cluster.awaited();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Doors doors = publish.doors(null, tls.files(), registry);
        try (var serdes = connection.openSerdes();
                IngestHost host = new IngestHost(new KafkaClients(connection, serdes), doors)) {
            SlotHost slots = host.slots(cluster.topics(), rules.policy());
            List<Service> services = new ArrayList<>();
            if (doors.here() != null) {
                services.add(doors.here());
            }
            services.addAll(service.ops().with(slots, List.of(), List.of(), registry));
            ServiceRun.untilDone(slots, services, stop);
        }
    }

    private IngestConfig settings() {
        return service.settings(IngestConfig.class).map(this::over).orElseGet(this::byOptions);
    }

    private IngestConfig byOptions() {
        if (input == null) {
            throw new UserError("No source is given: name it with --input, or in a file given with --config");
        }
        return source.over(IngestConfig.of(MediaSource.parse(input)).withAddress(stream.address()), option -> true);
    }

    private IngestConfig over(IngestConfig file) {
        StreamAddress address = new StreamAddress(
                service.given("--stream") ? stream.id() : file.streamId(),
                service.given("--slot") ? stream.slot() : file.slot());
        IngestConfig named = file.withAddress(address);
        return source.over(input == null ? named : named.withSource(MediaSource.parse(input)), service::given);
    }

    private void tell(String progress) {
        spec.commandLine().getErr().println("brushcast: " + progress);
        spec.commandLine().getErr().flush();
    }

    private void say(IngestSummary summary) {
        String early = summary.endedEarly() == null ? "" : "; the input ended early: " + summary.endedEarly();
        String cues = summary.cues() + summary.unreadableCues() == 0
                ? ""
                : "; " + summary.cues() + " splice cues, " + summary.unreadableCues() + " sections unreadable";
        spec.commandLine()
                .getErr()
                .println("brushcast: " + summary.framesPublished() + " of " + summary.framesRead()
                        + " frames published, dropped " + summary.framesDropped() + cues + early);
    }
}
