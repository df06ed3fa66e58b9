package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.Topics;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.rendition.PictureSlate;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the restyled stream goes. */
public final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for playlists, segments and recordings. Default: ${DEFAULT-VALUE}.")
    Path folder = Path.of("out");

    @Option(names = "--record", description = "Record into recording.mp4 in that folder as well.")
    boolean record;

    @Option(names = "--no-source", description = "Put out no original picture beside the styled one.")
    boolean withoutSource;

    @Option(
            names = "--bitrate",
            paramLabel = "RATE",
            converter = Kilobits.class,
            description = "The most that the pictures may need, as in 2500k or 4M bits a second, in HLS, recording and"
                    + " pushes. Default: by their size, 2.8M for 1280x720 at 30 Hz.")
    int bitrateKbps;

    @Option(
            names = "--ladder",
            paramLabel = "HEIGHT[:RATE]",
            split = ",",
            converter = Rungs.class,
            description = "Encode the picture at smaller heights as well, for viewers on thin lines, as in 360,180 or"
                    + " 360:800k,180: 5 at most. Default: none.")
    List<Rung> ladder = List.of();

    @Option(
            names = "--slate",
            paramLabel = "FILE",
            description =
                    "A picture to show while a live source is away for long. Default: one that comes with brushcast.")
    @Nullable
    Path slate;

    @Option(
            names = "--push",
            paramLabel = "URL",
            converter = FromEnvironment.Push.class,
            description =
                    "Push to rtmp://HOST/APP/KEY, rtmps://HOST/APP/KEY or srt://HOST:PORT?streamid=ID&passphrase=WORDS"
                            + " as well; may be given several times. Keep secrets off the command line:"
                            + " 'rtmp://HOST/APP/$${NAME}' takes one from the environment, @FILE the whole from a file.")
    List<PushAddress> push = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page and the playlists are served; 0: any free port. Default: ${DEFAULT-VALUE}.")
    int port = HttpConfig.defaults().port();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to serve them on; 0.0.0.0: all. Default: ${DEFAULT-VALUE}.")
    String host = "localhost";

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description =
                    "A site whose pages may read what is served, as in https://site.example; *: all. May be given several times. Default: none.")
    List<String> origins = List.of();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what became of every frame, and how long it took, as JSON.")
    @Nullable
    Path report;

    /** Where everything is written. */
    public Path folder() {
        return folder;
    }

    /** @throws dev.brushcast.kit.UserError if the options cannot be */
    public void check() {
        Limits.requirePort(0, "--port", port);
        if (slate != null) {
            PictureSlate.open(slate).close();
        }
        tls.check();
        EgressConfig _ = over(EgressConfig.defaults("main"), option -> true); // refuses what no egress can be told
    }

    /**
     * For a host of streams, each of which says its own outputs.
     *
     * @param given whether an option is on the command line
     * @throws dev.brushcast.kit.UserError if the options cannot be, or one of them is of a single stream
     */
    public void checkHosted(Predicate<String> given) {
        check();
        OfOneStream.refuse(List.of("--record", "--no-source", "--bitrate", "--ladder", "--push", "--report"), given);
    }

    /**
     * The report, which can be written; null if none is asked for.
     *
     * @throws dev.brushcast.kit.UserError if it cannot
     */
    @Nullable
    public ReportFile reportFile() {
        return report == null ? null : ReportFile.prepare(report);
    }

    /** Where a browser finds the page. */
    public String pageUrl(OptionalInt boundPort) {
        return (tls.files() == null ? "http://" : "https://") + (host.equals("0.0.0.0") ? "localhost" : host) + ":"
                + boundPort.orElse(port) + "/";
    }

    /** Where a browser finds a stream's page; null: not before the port is known. */
    @Nullable
    public StreamUrl viewers() {
        return port == 0 ? null : new StreamUrl(pageUrl(OptionalInt.empty()) + "streams/{id}/");
    }

    /**
     * Everything as these options say.
     *
     * @param source false: the stream has no original picture to put out
     */
    public EgressConfig config(StreamConfig stream, boolean source) {
        OutputConfig files = OutputConfig.defaults();
        OutputConfig possible = files.withSource(source);
        return over(
                new EgressConfig(Topics.UNPREFIXED, stream, possible, List.of(), HttpConfig.defaults()),
                option -> true);
    }

    /**
     * A configuration as these options change it.
     *
     * @param given which options count: the others leave the configuration as it is
     */
    public EgressConfig over(EgressConfig before, Predicate<String> given) {
        OutputConfig files = before.output();
        HttpConfig http = before.http();
        return new EgressConfig(
                before.topics(),
                before.stream(),
                new OutputConfig(
                        given.test("--output") ? folder : files.folder(),
                        files.segment(),
                        files.part(),
                        files.window(),
                        files.audioPatience(),
                        files.source() && !withoutSource,
                        files.record() || record,
                        bitrateKbps == 0 ? files.bitrateKbps() : bitrateKbps,
                        ladder.isEmpty() ? files.ladder() : ladder,
                        slate == null ? files.slate() : slate,
                        files.title()),
                push.isEmpty() ? before.push() : push,
                new HttpConfig(
                        http.enabled(),
                        given.test("--host") ? host : http.host(),
                        given.test("--port") ? port : http.port(),
                        origins.isEmpty() ? http.origins() : origins,
                        tls.files() == null ? http.tls() : tls.files()));
    }
}
