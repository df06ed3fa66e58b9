package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.FileTree;
import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.FakeSpeedOption;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.Topics;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.engine.fake.Pause;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.worker.bench.LiveBenchmark;
import dev.brushcast.worker.bench.LiveOptions;
import dev.brushcast.worker.bench.LiveReport;
import dev.brushcast.worker.config.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench live}: what one fresh worker does with live streams, whatever the model. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        description =
                "Live streams on one fresh worker without a model: how many frames are styled in time, and how soon"
                        + " it has left a backlog behind.")
final class BenchLiveCommand implements Callable<Integer> {

    private static final int MOST_STREAMS = 128;
    private static final int MOST_FPS = 240;
    private static final int PERCENT = 100;
    private static final int MOST_SECONDS = 3600;

    @Option(names = "--streams", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int streams = 8;

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of each. Default: ${DEFAULT-VALUE}.")
    int fps = 10;

    @Option(names = "--seconds", paramLabel = "S", description = "How long they run. Default: ${DEFAULT-VALUE}.")
    int seconds = 20;

    @Option(
            names = "--settle",
            paramLabel = "S",
            description =
                    "Seconds before that, in which nothing is judged: programs that have just started are slower than"
                            + " they stay. Default: ${DEFAULT-VALUE}.")
    int settle = 1;

    @Option(
            names = "--backlog",
            paramLabel = "S",
            description = "Seconds of each that there are when the worker starts. Default: ${DEFAULT-VALUE}.")
    int backlog;

    @Option(
            names = "--fake-engine",
            paramLabel = "ROWS=MS",
            split = ",",
            description = "Milliseconds of UNet calls by their rows, encode and decode per picture. Default:"
                    + " 1=5,2=6,4=8,8=12.")
    Map<String, Double> fake = Map.of("1", 5.0, "2", 6.0, "4", 8.0, "8", 12.0);

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            description = "Of the worker: exactly_once_v2 or at_least_once. Default: ${DEFAULT-VALUE}.")
    String guarantee = "exactly_once_v2";

    @Option(
            names = "--smallest-size",
            paramLabel = "PERCENT",
            description = "How small their pictures may be rendered, in percent of each side; give pixels=2560 with"
                    + " --fake-engine, or smaller ones take as long. Default: 0, at full size.")
    int smallestSize;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        FakeSpeed speed = InvalidUsageException.check(spec.commandLine(), this::check);
        Path folder = Files.createTempDirectory("brushcast-bench");
        try {
            spec.commandLine().getOut().println(ReportFile.json(run(speed, folder)));
        } finally {
            FileTree.delete(folder);
        }
        return 0;
    }

    private FakeSpeed check() {
        Limits.requireBetween(1, MOST_STREAMS, "--streams", streams);
        Limits.requireBetween(1, MOST_FPS, "--fps", fps);
        Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
        Limits.requireBetween(0, MOST_SECONDS, "--settle", settle);
        Limits.requireBetween(0, MOST_SECONDS, "--backlog", backlog);
        Limits.requireBetween(0, PERCENT, "--smallest-size", smallestSize);
        Guarantee _ = Guarantee.parse(guarantee);
        return FakeSpeedOption.of(fake);
    }

    private LiveReport run(FakeSpeed speed, Path folder) {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES))) {
            KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
            try (var serdes = connection.openSerdes();
                    Admin admin = new KafkaClients(connection, serdes).admin("bench")) {
                new TopicProvisioner(admin, Topics.UNPREFIXED).create(streams, (short) 1);
            }
            LiveOptions options = LiveOptions.of(
                            streams,
                            fps,
                            Duration.ofSeconds(settle),
                            Duration.ofSeconds(seconds),
                            Duration.ofSeconds(backlog))
                    .withGuarantee(Guarantee.parse(guarantee))
                    .withSmallestSize(smallestSize);
            return new LiveBenchmark(connection, Topics.UNPREFIXED, options)
                    .run(FakeEngine.open(EngineConfig.of(folder), speed, Pause.SLEEPING), folder.resolve("state"));
        }
    }
}
