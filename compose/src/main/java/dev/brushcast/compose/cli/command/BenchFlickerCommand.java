package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClipOptions;
import dev.brushcast.compose.cli.option.JsonOption;
import dev.brushcast.compose.report.TextTable;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.tools.bench.video.FlickerBenchmark;
import dev.brushcast.engine.tools.bench.video.FlickerReport;
import dev.brushcast.engine.tools.bench.video.OpenModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
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

/** {@code brushcast bench flicker CLIP}: how steady models' pictures are. */
@Command(
        name = "flicker",
        mixinStandardHelpOptions = true,
        description = {
            "A clip through one model or, with several --model, one after the other, without Kafka: how much the",
            "pictures flicker, beside the clip itself, and each model beside the first."
        })
final class BenchFlickerCommand implements Callable<Integer> {

    @ParentCommand
    @Nullable
    BenchCommand bench;

    @Mixin
    ClipOptions clip = new ClipOptions();

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
            clip.check();
            return json.prepare();
        });
        List<EngineConfig> configs = of.folders().stream()
                .map(folder -> EngineConfig.of(folder).withDevice(of.device))
                .toList();
        FlickerReport report;
        try (OpenModels models = OpenModels.open(configs)) {
            report = FlickerBenchmark.run(models, clip.read(models), prompt);
        }
        print(report, spec.commandLine().getOut());
        file.accept(report);
        return 0;
    }

    private static void print(FlickerReport report, PrintWriter out) {
        out.println(report.clip() + ", " + report.size() + ", " + report.frames() + " frames: " + report.pairs()
                + " pairs of one scene, the source's motion known in " + Math.round(100 * report.trustedShare())
                + " %");
        TextTable figures = new TextTable(
                "", "warp error", "of source", "difference energy", "of source", "sharpness", "of source");
        add(figures, report.source());
        report.models().forEach(row -> add(figures, row));
        out.println(figures);
        if (!report.besideFirst().isEmpty()) {
            TextTable ratios = new TextTable(
                    "beside " + report.models().getFirst().name(), "warp error", "difference energy", "sharpness");
            report.besideFirst()
                    .forEach(ratio ->
                            ratios.row(ratio.model(), ratio.warpError(), ratio.differenceEnergy(), ratio.sharpness()));
            out.println(ratios);
        }
        report.notes().forEach(out::println);
        out.flush();
    }

    private static void add(TextTable table, FlickerReport.Row row) {
        table.row(
                row.name(),
                row.warpError(),
                row.warpErrorOfSource(),
                row.differenceEnergy(),
                row.differenceEnergyOfSource(),
                row.sharpness(),
                row.sharpnessOfSource());
    }
}
