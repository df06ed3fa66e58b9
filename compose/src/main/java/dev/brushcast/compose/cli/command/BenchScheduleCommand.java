package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.FakeSpeedOption;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.simulation.ArrivalTrace;
import dev.brushcast.worker.simulation.Device;
import dev.brushcast.worker.simulation.RecordedArrivals;
import dev.brushcast.worker.simulation.ScheduleTable;
import dev.brushcast.worker.simulation.SyntheticArrivals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench schedule}: the scheduler beside simple policies, simulated. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description =
                "Which frames are rendered in time at loads from 0.2 to 2.0, by the worker's scheduler and by simple policies:"
                        + " simulated, on recorded arrivals. Nothing runs but the arithmetic.")
final class BenchScheduleCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 100;
    private static final double NOISE = 0.1;
    private static final int STREAMS = 8;
    private static final int FEW_STREAMS = 3;
    private static final int SECONDS = 60;

    @Option(
            names = "--fake-engine",
            paramLabel = "ROWS=MS",
            split = ",",
            description =
                    "Milliseconds of UNet calls by their rows, as bench engine prints them; stretched to each load. Default:"
                            + " 1=5,2=6,4=8,8=12.")
    Map<String, Double> fake = Map.of("1", 5.0, "2", 6.0, "4", 8.0, "8", 12.0);

    @Option(
            names = "--arrivals",
            paramLabel = "FILE",
            description =
                    "Arrivals at a worker, as bench arrivals records them. Default: those of six streams that were recorded,"
                            + " and three traces that are drawn.")
    @Nullable
    Path arrivals;

    @Option(names = "--seeds", paramLabel = "N", description = "Runs for each figure. Default: ${DEFAULT-VALUE}.")
    int seeds = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        FakeSpeed speed = InvalidUsageException.check(spec.commandLine(), this::check);
        Map<Integer, Double> nanos = new HashMap<>();
        speed.batches().forEach((rows, took) -> nanos.put(rows, (double) took.toNanos()));
        Device device = new Device(BatchCurve.exact(nanos), NOISE);
        for (ArrivalTrace trace : traces()) {
            spec.commandLine()
                    .getOut()
                    .println(ScheduleTable.of(trace, device, FrameBudget.DEFAULT, seeds)
                            .text(trace));
        }
        return 0;
    }

    private FakeSpeed check() {
        Limits.requireBetween(1, MOST_SEEDS, "--seeds", seeds);
        return FakeSpeedOption.of(fake);
    }

    private List<ArrivalTrace> traces() {
        Path file = arrivals;
        if (file == null) {
            return List.of(
                    RecordedArrivals.sixStreams(),
                    SyntheticArrivals.bursts(STREAMS, SECONDS, 1),
                    SyntheticArrivals.bursts(FEW_STREAMS, SECONDS, 2),
                    SyntheticArrivals.inStep(STREAMS, 10, SECONDS, 1));
        }
        try (InputStream table = Files.newInputStream(file)) {
            return List.of(ArrivalTrace.read(String.valueOf(file.getFileName()), table));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("--arrivals " + file + ": " + Reason.of(e), e);
        }
    }
}
