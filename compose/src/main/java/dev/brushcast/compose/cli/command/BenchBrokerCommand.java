package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.bench.BrokerBenchmark;
import dev.brushcast.compose.bench.BrokerLoad;
import dev.brushcast.compose.bench.BrokerReport;
import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench broker}: how many live streams a cluster's brokers carry, whatever becomes of the pictures. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Records of live streams through the brokers of a cluster, with a transaction for each chunk and nobody"
                        + " who looks at a picture: whether they keep up, and how long a chunk takes. On topics of its own, which go"
                        + " with it. Give brokers and this command cores of their own.")
final class BenchBrokerCommand implements Callable<Integer> {

    private static final int MOST_STREAMS = 1000;
    private static final int MOST_FPS = 240;
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_COPIES = 100;
    private static final int MOST_CHUNK_FRAMES = 64;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--streams", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int streams = 16;

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of each. Default: ${DEFAULT-VALUE}.")
    int fps = 30;

    @Option(
            names = "--frame-bytes",
            paramLabel = "N",
            description = "Of a picture; a JPEG of 512x512 has 100000. Default: ${DEFAULT-VALUE}.")
    int frameBytes = 100_000;

    @Option(names = "--chunk-frames", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int chunkFrames = 4;

    @Option(names = "--replication", paramLabel = "N", description = "Copies of its topics. Default: ${DEFAULT-VALUE}.")
    int replication = 1;

    @Option(names = "--seconds", paramLabel = "S", description = "How long they run. Default: ${DEFAULT-VALUE}.")
    int seconds = 30;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        BrokerLoad load = InvalidUsageException.check(spec.commandLine(), this::check);
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            String name = cluster.topics().prefix() + "bench-"
                    + ProcessHandle.current().pid();
            BrokerReport report = new BrokerBenchmark(new KafkaClients(connection, serdes), load, name).run();
            spec.commandLine().getOut().println(ReportFile.json(report));
        }
        return 0;
    }

    private BrokerLoad check() {
        cluster.check();
        Limits.requireBetween(1, MOST_STREAMS, "--streams", streams);
        Limits.requireBetween(1, MOST_FPS, "--fps", fps);
        Limits.requireBetween(1, MOST_BYTES, "--frame-bytes", frameBytes);
        Limits.requireBetween(1, MOST_CHUNK_FRAMES, "--chunk-frames", chunkFrames);
        Limits.requireBetween(1, MOST_COPIES, "--replication", replication);
        Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
        return new BrokerLoad(streams, fps, chunkFrames, frameBytes, replication, seconds);
    }
}
