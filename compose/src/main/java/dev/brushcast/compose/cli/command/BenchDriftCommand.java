package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClipOptions;
import dev.brushcast.compose.cli.option.JsonOption;
import dev.brushcast.compose.report.TextTable;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.tools.bench.video.Clip;
import dev.brushcast.engine.tools.bench.video.DriftBenchmark;
import dev.brushcast.engine.tools.bench.video.DriftReport;
import dev.brushcast.engine.tools.bench.video.OpenModels;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code brushcast bench drift CLIP}: what becomes of a model's pictures in a long run. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "A clip over and over through a model, without Kafka: colour, sharpness and similarity to the"
                + " source at the end beside the first minute.")
final class BenchDriftCommand implements Callable<Integer> {

    private static final double MOST_MINUTES = 24.0 * 60;

    @ParentCommand
    @Nullable
    BenchCommand bench;

    @Mixin
    ClipOptions clip = new ClipOptions();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How much media is rendered, as fast as can be; at least two rounds of the clip are."
                    + " Default: ${DEFAULT-VALUE}.")
    double minutes = 10;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Default: ${DEFAULT-VALUE}.")
    String prompt = RunCommand.FIRST_PROMPT;

    @Mixin
    JsonOption json = new JsonOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BenchCommand of = Objects.requireNonNull(bench);
        Consumer<Object> file = InvalidUsageException.check(spec.commandLine(), () -> {
            of.folder();
            clip.check();
            if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
                throw new UserError("--minutes " + minutes + ": give more than 0 and at most " + (int) MOST_MINUTES);
            }
            return json.prepare();
        });
        PrintWriter progress = spec.commandLine().getErr();
        DriftReport report;
        try (OpenModels models =
                OpenModels.open(List.of(EngineConfig.of(of.folder()).withDevice(of.device)))) {
            Clip read = clip.read(models);
            long perMinute = Math.max(1, Math.round(60 * read.framesPerSecond()));
            report = DriftBenchmark.run(
                    models, read, Style.of(prompt), Duration.ofMillis(Math.round(minutes * 60_000)), number -> {
                        if (number % perMinute == perMinute - 1) {
                            progress.println((number + 1) / perMinute + " of " + minutes + " minutes");
                            progress.flush();
                        }
                    });
        }
        print(report, spec.commandLine().getOut());
        file.accept(report);
        return 0;
    }

    private static void print(DriftReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s on %s, %s: %d frames (%.1f s) in %.1f s, %.1f frames a second%n",
                report.model(),
                report.clip(),
                report.size(),
                report.frames(),
                report.mediaSeconds(),
                report.seconds(),
                report.framesPerSecond());
        TextTable table = new TextTable(
                "",
                "first %.0f s".formatted(report.openingSeconds()),
                "first %.0f s".formatted(report.windowSeconds()),
                "last %.0f s".formatted(report.windowSeconds()),
                "change %",
                "since first %.0f s, %%".formatted(report.openingSeconds()));
        report.changes()
                .forEach(change -> table.row(
                        change.measure(),
                        change.opening(),
                        change.begin(),
                        change.end(),
                        percent(change.change()),
                        percent(change.sinceOpening())));
        table.row(
                "values at 0 or 255, %",
                percent(report.opening().clipped()),
                percent(report.begin().clipped()),
                percent(report.end().clipped()),
                null,
                null);
        table.row(
                "largest change",
                null,
                null,
                null,
                percent(report.largestChange()),
                percent(report.largestSinceOpening()));
        out.println(table);
        out.flush();
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : 100 * share;
    }
}
