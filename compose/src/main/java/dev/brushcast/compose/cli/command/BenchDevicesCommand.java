package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.tools.bench.DevicesBenchmark;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code brushcast bench devices}: a video model's transformer on one device and on several. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description =
                "A video model's transformer parted over the devices of --device (cpu,cpu or cuda:0,cuda:1), beside"
                        + " the first of them alone. The folder of --model needs transformer/blocks.")
final class BenchDevicesCommand implements Callable<Integer> {

    private static final int MOST = 10_000;

    @ParentCommand
    @Nullable
    BenchCommand bench;

    @Option(names = "--width", paramLabel = "W", defaultValue = "256", description = "Default: ${DEFAULT-VALUE}.")
    int width;

    @Option(names = "--height", paramLabel = "H", defaultValue = "144", description = "Default: ${DEFAULT-VALUE}.")
    int height;

    @Option(
            names = "--steps",
            paramLabel = "1..4",
            defaultValue = "2",
            description = "Denoising steps. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Option(
            names = "--chunks",
            paramLabel = "N",
            defaultValue = "60",
            description = "Chunks of each round. Default: ${DEFAULT-VALUE}.")
    int chunks;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Override
    public Integer call() {
        Limits.requireBetween(1, 4, "--steps", steps);
        Limits.requireBetween(1, MOST, "--chunks", chunks);
        Limits.requireBetween(1, MOST, "--rounds", rounds);
        BenchCommand of = Objects.requireNonNull(bench);
        System.out.println(ReportFile.json(
                DevicesBenchmark.run(of.folder(), of.device, new PictureSize(width, height), steps, chunks, rounds)));
        return 0;
    }
}
