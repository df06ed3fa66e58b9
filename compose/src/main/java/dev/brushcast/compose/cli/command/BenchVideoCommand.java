package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.JsonOption;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.SizeOption;
import dev.brushcast.compose.report.TextTable;
import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.tools.bench.video.VideoBenchSettings;
import dev.brushcast.engine.tools.bench.video.VideoBenchmark;
import dev.brushcast.engine.tools.bench.video.VideoReport;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code brushcast bench video}: how fast a video model renders streams. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        description =
                "A video model under streams, in every combination of --policy, --steps and --streams: time to the"
                        + " first picture, frames a second, times of each stage, and chunks out within their deadline.")
final class BenchVideoCommand implements Callable<Integer> {

    private static final int MOST = 3600;
    private static final int MOST_FPS = 240;
    private static final int FRAMES_OF_TWO_CHUNKS = 8;
    private static final int MILLIS = 1000;

    @ParentCommand
    @Nullable
    BenchCommand bench;

    @Mixin
    SizeOption size = new SizeOption();

    @Option(names = "--policy", paramLabel = "NAME", split = ",", description = "Batching policies. Default: all.")
    List<String> policies = List.of();

    @Option(names = "--steps", paramLabel = "1..4", split = ",", description = "Denoising steps. Default: 2.")
    List<Integer> steps = List.of(2);

    @Option(names = "--streams", paramLabel = "N", split = ",", description = "Streams at once. Default: 1,2.")
    List<Integer> streams = List.of(1, 2);

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of a live stream. Default: 15.")
    int fps = 15;

    @Option(
            names = "--deadline",
            paramLabel = "MS",
            description = "Milliseconds from when a chunk's last frame is there until it must be out. Default: what two"
                    + " chunks last at --fps; stream-batch needs more than as many chunks as there are further steps.")
    @Nullable
    Integer deadline;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long streams run in each setting, as fast as can be and again at --fps. Default: 10.")
    int seconds = 10;

    @Mixin
    JsonOption json = new JsonOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        BenchCommand of = Objects.requireNonNull(bench);
        List<BatchPolicy> asked = InvalidUsageException.check(spec.commandLine(), this::check);
        Consumer<Object> file = InvalidUsageException.check(spec.commandLine(), json::prepare);
        Path model = of.folder(BuiltInModel.VIDEO);
        PictureSize own = VideoFolder.open(model).schedule().size();
        VideoReport report = VideoBenchmark.run(new VideoBenchSettings(
                model,
                of.device,
                size.size().orElse(own),
                asked,
                steps,
                streams,
                fps,
                Duration.ofMillis(deadline == null ? FRAMES_OF_TWO_CHUNKS * MILLIS / fps : deadline),
                Duration.ofSeconds(seconds)));
        print(report, spec.commandLine().getOut());
        file.accept(report);
        return 0;
    }

    private List<BatchPolicy> check() {
        steps.forEach(step -> Limits.requireBetween(1, 4, "--steps", step));
        streams.forEach(stream -> Limits.requireBetween(1, 64, "--streams", stream));
        Limits.requireBetween(1, MOST_FPS, "--fps", fps);
        Limits.requireBetween(1, MOST, "--seconds", seconds);
        if (deadline != null) {
            Limits.requireBetween(1, MOST * MILLIS, "--deadline", deadline);
        }
        return policies.isEmpty()
                ? List.of(BatchPolicy.values())
                : policies.stream().map(BatchPolicy::named).toList();
    }

    private static void print(VideoReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s on %s (%s), %s; live: %.0f frames a second, out within %.0f ms%n",
                report.model(),
                report.device(),
                report.hardware(),
                report.size(),
                report.fps(),
                report.deadlineMillis());
        TextTable speed = new TextTable(
                "as fast as can be",
                "steps",
                "streams",
                "first ms",
                "the very first",
                "frames/s",
                "chunk p50",
                "p95",
                "p99",
                "queue",
                "encode",
                "denoise",
                "decode");
        TextTable live = new TextTable(
                "live",
                "steps",
                "streams",
                "in time",
                "late",
                "between p50",
                "p95",
                "p99",
                "latency p50",
                "p95",
                "p99");
        for (VideoReport.Row row : report.rows()) {
            speed.row(
                    row.policy(),
                    row.steps(),
                    row.streams(),
                    row.firstFrameMillis(),
                    row.firstMillis(),
                    row.framesPerSecond(),
                    row.chunkMillis().p50(),
                    row.chunkMillis().p95(),
                    row.chunkMillis().p99(),
                    row.stages().queueMillis(),
                    row.stages().encodeMillis(),
                    row.stages().denoiseMillis(),
                    row.stages().decodeMillis());
            live.row(
                    row.policy(),
                    row.steps(),
                    row.streams(),
                    row.live().inTime(),
                    row.live().late(),
                    row.live().betweenMillis().p50(),
                    row.live().betweenMillis().p95(),
                    row.live().betweenMillis().p99(),
                    row.live().latencyMillis().p50(),
                    row.live().latencyMillis().p95(),
                    row.live().latencyMillis().p99());
        }
        out.println(speed);
        out.println(live);
        out.flush();
    }
}
