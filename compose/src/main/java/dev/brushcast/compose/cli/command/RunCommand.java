package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.BundledClip;
import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.EngineOptions;
import dev.brushcast.compose.cli.option.FromEnvironment;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.SourceOptions;
import dev.brushcast.compose.cli.option.StoreOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.LocalPipeline;
import dev.brushcast.compose.local.LocalPlan;
import dev.brushcast.compose.local.RunFolder;
import dev.brushcast.compose.report.Progress;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.StyleVerdict;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import dev.brushcast.worker.style.StyleMapping;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast run}: a file or a feed in, a restyled stream out, everything in this process. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Restyles a file or a live feed, in one process on an embedded Kafka broker.")
public final class RunCommand implements Callable<Integer> {

    private final StreamOptions stream = new StreamOptions();
    static final String FIRST_PROMPT = "an oil painting, thick brush strokes";
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(15);

    /** Whoever sends SIGTERM kills what does not end soon. */
    private static final Duration TERMINATION_LIMIT = Duration.ofSeconds(3);

    /** H.264 halves the colour planes. */
    private static final int EVEN = 2;

    @Option(
            names = "--input",
            converter = FromEnvironment.class,
            paramLabel = "FILE|URL",
            description =
                    "What to restyle: a file, a URL (rtmp, srt, rtsp, http ...), testsrc or txt2img. Default: a bundled clip.")
    @Nullable
    String input;

    @Mixin
    StyleOptions style = new StyleOptions();

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    EngineOptions engine = new EngineOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    StoreOptions store = new StoreOptions();

    @Option(
            names = "--broker-port",
            paramLabel = "P",
            description =
                    "Port of the embedded broker on this machine, for brushcast style and other tools. Default: any free one.")
    int brokerPort;

    @Option(
            names = "--exit",
            description =
                    "End when the input has ended and everything is written. Without it the page stays up until Ctrl-C.")
    boolean exit;

    private volatile @Nullable LocalPipeline running;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StyleUpdate firstStyle = InvalidUsageException.check(spec.commandLine(), this::check);
        ReportFile report = output.reportFile();
        RunFolder data = store.folder(output.folder());
        try (TerminationSignal stop = TerminationSignal.listen("starting", () -> abandon(report, data), terminal());
                data) {
            DiskBudget disk = store.budget(data);
            source.readAheadWithin(disk.readAheadBytes());
            MediaSource media = MediaSource.parse(
                    input == null ? BundledClip.extractTo(data.path()).toString() : input);
            IngestConfig taken = source.over(IngestConfig.of(media).withAddress(stream.address()), option -> true);
            SourceConnection connection = SourceConnection.to(taken.source(), taken.connection(), this::say);
            if (!(media instanceof MediaSource.NetworkUrl)) {
                connection.look(); // what is wrong with a file is told before a model is loaded
            }
            LocalPipeline pipeline = start(taken, connection, firstStyle, disk, data, stop);
            running = pipeline;
            try (pipeline) {
                stop.closeInOrder();
                say("what is on its way takes at most " + disk + " in " + data.path()
                        + (data.isKept() ? ", and is kept" : ", and is deleted at the end"));
                watch(pipeline, stop);
            }
            if (report != null) {
                report.write(pipeline.report());
            }
            say(summary(pipeline));
            running = null;
            return PushOutcome.status(pipeline.egress(), spec);
        }
    }

    /** The user does not wait for what is on its way: it is counted as dropped, and the rest is told as ever. */
    private void abandon(@Nullable ReportFile report, RunFolder data) {
        LocalPipeline pipeline = running;
        if (pipeline != null) {
            if (report != null) {
                report.write(pipeline.report());
            }
            say(summary(pipeline));
        }
        data.discard();
    }

    /** Everything that can be known before anything is loaded or written. */
    private StyleUpdate check() {
        Limits.requirePort(0, "--broker-port", brokerPort);
        output.check();
        engine.checkOne();
        source.check();
        MediaSource media = MediaSource.parse(input == null ? "testsrc" : input);
        if (media instanceof StreamSource other) {
            throw new UserError(
                    other.redacted() + " is another stream of a cluster, and a run has none: use brushcast replay,"
                            + " ingest or platform");
        }
        source.over(IngestConfig.of(media).withAddress(stream.address()), option -> true);
        return style.initial(stream.id(), FIRST_PROMPT);
    }

    /** Opens a source on the network once the model is there: what it sends from then on has somebody who reads it. */
    private LocalPipeline start(
            IngestConfig taken,
            SourceConnection connection,
            StyleUpdate firstStyle,
            DiskBudget disk,
            RunFolder data,
            TerminationSignal stop)
            throws InterruptedException {
        MediaSource media = taken.source();
        stop.nowWhile("loading the model");
        DiffusionEngine renderer = engine.open();
        try {
            EngineDescription model = renderer.description();
            requirePictures(media, model);
            judge(renderer.judge(StyleMapping.toStyle(firstStyle), !(media instanceof PromptSource)));
            int multiple = Math.max(EVEN, model.sideMultiple());
            Geometry geometry = source.geometry(
                    media instanceof PromptSource
                            ? taken.pictures().geometry()
                            : new Geometry.Area(model.nativePixels(), multiple));
            stop.nowWhile("waiting for the source");
            SourceInfo info = connection.look();
            stop.nowWhile("starting");
            Geometry.Size size = geometry.of(info.displayWidth(), info.displayHeight());
            SourceOptions.requireMultiple(size, multiple, model.model());
            requireFits(size, model);
            say("restyling " + media.redacted() + " (" + info.displayWidth() + "x" + info.displayHeight() + ") at "
                    + size + " with " + model.model() + " on " + model.device());
            LocalPlan plan = new LocalPlan(
                    brokerPort,
                    disk,
                    taken.withPictures(taken.pictures().withGeometry(geometry)),
                    connection,
                    firstStyle,
                    WorkerConfig.defaults()
                            .withWarmUp(new WarmUp(size.width(), size.height(), source.chunkFrames(), WARM_UP_LIMIT)),
                    epoch -> output.config(
                            new StreamConfig(
                                    stream.id(),
                                    stream.slot(),
                                    Start.NEWEST_EPOCH,
                                    info.live() ? End.NEVER : End.WITH_EPOCH,
                                    epoch),
                            !(media instanceof PromptSource)));
            // The pipeline closes the engine from here on.
            return LocalPipeline.start(
                    plan, renderer, data.path(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        } catch (RuntimeException | InterruptedException e) {
            connection.close();
            renderer.close();
            throw e;
        }
    }

    /** Says at the start what would otherwise be said of every frame. */
    private static void requirePictures(MediaSource media, EngineDescription model) {
        if (media instanceof PromptSource && !model.textToImage()) {
            throw new UserError("Model " + model.model() + " restyles pictures and cannot make one from a prompt alone:"
                    + " give a text-to-image model with --model DIR, or a film with --input");
        }
    }

    /** What the model cannot do ends the run before it begins; what its user should know is said. */
    private void judge(StyleVerdict verdict) {
        verdict.refusal().ifPresent(why -> {
            throw new UserError("the style cannot be rendered: " + why);
        });
        verdict.notes().forEach(note -> say("mind: " + note));
    }

    private static void requireFits(Geometry.Size size, EngineDescription model) {
        if ((long) size.width() * size.height() > model.mostPixels()) {
            int side = (int) Math.sqrt(model.mostPixels());
            throw new UserError(
                    "Pictures of " + size + " are too large for " + model.model() + " on this machine: up to "
                            + model.mostPixels() + " pixels, as " + side + "x" + side
                            + "; give --width and --height, or more time with --longest-frame");
        }
    }

    private void watch(LocalPipeline pipeline, TerminationSignal stop) throws InterruptedException, ExecutionException {
        say("watch it at " + output.pageUrl(pipeline.httpPort()) + ", or play "
                + output.folder().resolve("index.m3u8"));
        Progress progress = new Progress(pipeline.egress()::progress, System.err, onTerminal());
        try {
            CompletableFuture.anyOf(pipeline.finished(), stop.requested()).get();
        } finally {
            progress.close();
        }
        if (!exit && !stop.requested().isDone()) {
            pipeline.endStream(stop.requested()::isDone);
        }
        if (!exit && !stop.requested().isDone()) {
            say("everything is written; the page stays up until Ctrl-C");
            CompletableFuture.anyOf(pipeline.failed(), stop.requested()).get();
        }
        if (stop.isTermination()) {
            pipeline.finishWithin(TERMINATION_LIMIT);
        }
    }

    /** The class library says that there is always a console; where standard input is closed there is none. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static String summary(LocalPipeline pipeline) {
        String line = Progress.line(pipeline.result());
        String early = pipeline.ingest().summary().endedEarly();
        return early == null ? line : line + "; the input ended early: " + early;
    }

    private PrintWriter terminal() {
        return spec.commandLine().getErr();
    }

    private void say(String line) {
        terminal().println("brushcast: " + line);
        terminal().flush();
    }
}
