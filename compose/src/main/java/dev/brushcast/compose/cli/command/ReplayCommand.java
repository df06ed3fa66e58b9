package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.RecordedOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.control.style.OldStyles;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleAnswers;
import dev.brushcast.compose.control.style.StylePublisher;
import dev.brushcast.compose.local.StreamRun;
import dev.brushcast.compose.replay.AiredStyles;
import dev.brushcast.compose.replay.PresentWorkers;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.media.source.MediaSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast replay}: what a stream has recorded, once more, as a stream of its own. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Replays what a cluster has recorded of a stream, as it was aired, in another style or by another model."
                        + " The stream and its first result stay as they are.")
public final class ReplayCommand implements Callable<Integer> {

    private static final String SUFFIX = "-replay";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Clock clock = Clock.systemUTC();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    RecordedOptions recorded = new RecordedOptions();

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            description = "How fast: 1.0 as it plays, max as fast as workers take it. Default: ${DEFAULT-VALUE}.")
    String speed = "max";

    @Option(
            names = "--as",
            paramLabel = "ID",
            description = "Name of the replay. Default: the stream's and " + SUFFIX + ".")
    @Nullable
    String as;

    @Option(
            names = "--slot",
            required = true,
            paramLabel = "N",
            description = "The replay's partition, in which no other stream runs.")
    int slot;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Which of the workers' models renders it: the name of its folder, or the hash that provenance has."
                            + " All workers need it. Default: the one that the stream asked for, or else each worker's first.")
    @Nullable
    String model;

    @Mixin
    StyleOptions style = new StyleOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        IngestConfig settings = InvalidUsageException.check(spec.commandLine(), this::check);
        ReportFile report = output.reportFile();
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            KafkaConnection connection = cluster.reachable();
            try (var serdes = connection.openSerdes()) {
                KafkaClients clients = new KafkaClients(connection, serdes);
                StreamDirectory directory = new StreamDirectory(clients, settings.topics());
                EpochStart original = recorded.newest(directory);
                requireModel(clients, settings, original);
                prepareStyles(clients, settings, original);
                long next = directory.nextEpoch(settings.address(), clock.millis() * 1_000);
                EgressConfig outputs = output.config(
                                new StreamConfig(settings.streamId(), slot, Start.NEWEST_EPOCH, End.NEVER, next), true)
                        .withTopics(settings.topics());
                IngestHost ingestHost = new IngestHost(clients);
                IngestStream ingest = ingestHost.stream(settings);
                EgressHost egressHost = new EgressHost(
                        connection,
                        outputs.http(),
                        settings.streamId(),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
                EgressStream egress = egressHost.stream(outputs);
                stop.closeInOrder();
                long unfinished = new StreamRun(ingestHost, ingest, egressHost, egress).untilDone(stop.requested());
                say(settings.source().redacted() + " as " + settings.streamId() + ": "
                        + egress.progress().frames());
                if (report != null) {
                    report.write(egress.report());
                }
                return unfinished == 0 ? PushOutcome.status(egress, spec) : unfinished(unfinished);
            }
        }
    }

    private int unfinished(long frames) {
        say(frames + " frames were not rendered: look whether a worker runs that serves slot " + slot);
        return 1;
    }

    /** Everything that can be known before anything is connected or written. */
    private IngestConfig check() {
        cluster.check();
        output.check();
        style.check();
        if (!style.hasPrompt() && !style.isEmpty()) {
            throw new UserError(
                    "a replay in another style begins with its --prompt: give that, too, or no style at all");
        }
        StreamAddress replay = new StreamAddress(as == null ? recorded.stream() + SUFFIX : as, slot);
        MediaSource source = recorded.source(speed);
        if (replay.streamId().equals(recorded.stream())) {
            throw new UserError("--as " + as + " is the stream that is replayed: give the replay another name");
        }
        IngestConfig settings = IngestConfig.of(source).withAddress(replay).withModel(choice(model));
        return settings.withTopics(cluster.topics(settings.topics()));
    }

    private static @Nullable ModelChoice choice(@Nullable String model) {
        try {
            return model == null ? null : new ModelChoice(model);
        } catch (IllegalArgumentException e) {
            throw new UserError("--model: " + e.getMessage(), e);
        }
    }

    private void requireModel(KafkaClients clients, IngestConfig settings, EpochStart original) {
        ModelChoice asked = settings.model();
        if (asked == null) {
            return;
        }
        List<WorkerHealth> workers = new PresentWorkers(clients, settings.topics(), clock).all();
        asked.refusal(workers)
                .or(() -> asked.misfit(workers, original.getWidth(), original.getHeight()))
                .ifPresent(why -> {
                    throw new UserError(why);
                });
    }

    /** As aired, unless a style is given. */
    private void prepareStyles(KafkaClients clients, IngestConfig settings, EpochStart original) {
        Topics topics = settings.topics();
        StreamAddress replay = settings.address();
        try (StyleAnswers answers = new StyleAnswers(clients, topics, replay)) {
            OptionalLong last = style.hasPrompt()
                    ? OptionalLong.of(restyle(clients, settings))
                    : new AiredStyles(clients, topics)
                            .copy(new StreamAddress(recorded.stream(), original.getSlot()), replay);
            if (last.isEmpty()) {
                return;
            }
            switch (answers.await(last.getAsLong(), ANSWER_WITHIN)) {
                case StyleAnswer.Refused refused ->
                    throw new UserError(refused.by() + " refuses the style: " + refused.why());
                case StyleAnswer.Taken _ -> {}
                case StyleAnswer.None _ -> say("no worker has answered yet: the replay waits for one");
            }
        }
    }

    private long restyle(KafkaClients clients, IngestConfig settings) {
        StylePublisher publisher = new StylePublisher(clients, settings.topics(), settings.address(), clock);
        Instant at = OldStyles.beginningOf(settings.source(), clock.instant());
        publisher
                .current()
                .filter(style -> at != null && style.from().isAfter(at))
                .ifPresent(current -> {
                    throw new UserError("Stream " + settings.streamId() + " has a style of its own from "
                            + current.from() + " on: give the replay another name with --as");
                });
        return publisher
                .publish(at, before -> before == null ? style.initial(settings.streamId(), "") : style.over(before))
                .offset();
    }

    private void say(String line) {
        spec.commandLine().getErr().println("brushcast: " + line);
        spec.commandLine().getErr().flush();
    }
}
