package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.size.Basis;
import dev.brushcast.compose.size.ClusterSize;
import dev.brushcast.compose.size.Load;
import dev.brushcast.compose.size.SizeTable;
import dev.brushcast.kit.UserError;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast size}: what cluster so many streams take, on paper. */
@Command(
        name = "size",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "What so many live streams take of brokers, networks, disks, GPUs and money, and what is used up first:"
                        + " by measured figures and named assumptions (compose/SCALE.md). Nothing is connected.")
public final class SizeCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final int MOST_STREAMS = 1_000_000;
    private static final int MOST_FPS = 240;
    private static final int MOST_CHUNK_FRAMES = 64;
    private static final int MOST_HOURS = 24 * 365;
    private static final int MOST_COPIES = 5;
    private static final int MOST_GPU_FPS = 100_000;

    @Option(names = "--streams", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int streams = 10_000;

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of each. Default: ${DEFAULT-VALUE}.")
    int fps = 30;

    @Option(names = "--size", paramLabel = "WxH", description = "Of their pictures. Default: ${DEFAULT-VALUE}.")
    String pictures = "512x512";

    @Option(names = "--chunk-frames", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    int chunkFrames = 4;

    @Option(
            names = "--keep",
            paramLabel = "HOURS",
            description = "How long pictures are kept, 16 GiB of a partition at most. Default: ${DEFAULT-VALUE}.")
    int keepHours = 24;

    @Option(names = "--replication", paramLabel = "N", description = "Copies of each topic. Default: ${DEFAULT-VALUE}.")
    int replication = 3;

    @Option(
            names = "--gpu-fps",
            paramLabel = "N",
            description = "Frames of that size that one GPU renders in a second. Default: ${DEFAULT-VALUE}.")
    int gpuFps = 120;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        Load load = InvalidUsageException.check(spec.commandLine(), this::check);
        SizeTable.of(new ClusterSize(load, Basis.DEFAULT.with(replication, gpuFps)))
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Load check() {
        Limits.requireBetween(1, MOST_STREAMS, "--streams", streams);
        Limits.requireBetween(1, MOST_FPS, "--fps", fps);
        Limits.requireBetween(1, MOST_CHUNK_FRAMES, "--chunk-frames", chunkFrames);
        Limits.requireBetween(1, MOST_HOURS, "--keep", keepHours);
        Limits.requireBetween(1, MOST_COPIES, "--replication", replication);
        Limits.requireBetween(1, MOST_GPU_FPS, "--gpu-fps", gpuFps);
        Matcher sides = SIZE.matcher(pictures);
        if (!sides.matches()) {
            throw new UserError("--size " + pictures + " is not a size: write it as in 512x512");
        }
        return new Load(
                streams,
                fps,
                Integer.parseInt(sides.group(1)),
                Integer.parseInt(sides.group(2)),
                chunkFrames,
                keepHours);
    }
}
