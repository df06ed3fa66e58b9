package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.compose.cli.Brushcast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The whole product on a clip of 96 numbered frames and four beeps: a real broker, the built-in model, real codecs, and
 * the ffmpeg command as the judge of what comes out.
 */
class EndToEndIT {

    private static final int FRAMES = 96;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 144;
    private static final double FRAME_SECONDS = 1.0 / 24;
    private static final double HALF_A_MILLISECOND = 0.0005;
    private static final List<Integer> BEEPS_AT_FRAMES = List.of(12, 36, 60, 84);
    private static final double IN_SYNC = 0.040;

    private final StringWriter errors = new StringWriter();

    @Test
    void everySourceFrameComesOutOnceInOrderWithItsAudio(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");

        int status = run(folder, "--prompt", "", "--record", "--report", report.toString());

        assertThat(status).as(errors.toString()).isZero();
        for (Path media : List.of(folder.resolve("index.m3u8"), folder.resolve("recording.mp4"))) {
            List<Film.Shown> frames = Film.frames(media.toString(), WIDTH, HEIGHT);
            assertThatEveryFrameIsThereOnceInOrder(frames);
            assertThatAudioIsInSync(frames, Audio.beeps(media.toString()));
        }
        assertThatEveryFrameIsThereOnceInOrder(
                Film.frames(folder.resolve("source/index.m3u8").toString(), WIDTH, HEIGHT));
        assertThatFramesAddUp(new ObjectMapper().readTree(report.toFile()));
        assertThat(Files.readString(folder.resolve("styled/index.m3u8"))).contains("#EXT-X-ENDLIST");
    }

    private int run(Path folder, String... options) throws URISyntaxException {
        Path clip = Path.of(EndToEndIT.class.getResource("/clips/numbered.mp4").toURI());
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "run",
                "--input",
                clip.toString(),
                "--output",
                folder.toString(),
                "--width",
                "" + WIDTH,
                "--height",
                "" + HEIGHT,
                "--port",
                "0",
                "--device",
                "cpu",
                "--exit"));
        arguments.addAll(List.of(options));
        CommandLine command = Brushcast.commandLine().setErr(new PrintWriter(errors, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    private static void assertThatEveryFrameIsThereOnceInOrder(List<Film.Shown> frames) {
        assertThat(frames)
                .extracting(Film.Shown::number)
                .containsExactlyElementsOf(IntStream.range(0, FRAMES).boxed().toList());
        double start = frames.getFirst().seconds();
        for (Film.Shown frame : frames) {
            assertThat(frame.seconds() - start).isCloseTo(frame.number() * FRAME_SECONDS, within(HALF_A_MILLISECOND));
        }
    }

    private static void assertThatAudioIsInSync(List<Film.Shown> frames, List<Double> beeps) {
        assertThat(beeps).hasSameSizeAs(BEEPS_AT_FRAMES);
        for (int i = 0; i < beeps.size(); i++) {
            double picture = frames.get(BEEPS_AT_FRAMES.get(i)).seconds();
            assertThat(beeps.get(i)).isCloseTo(picture, within(IN_SYNC));
        }
    }

    private static void assertThatFramesAddUp(JsonNode report) {
        JsonNode frames = report.get("frames");
        assertThat(frames.get("in").asInt()).isEqualTo(FRAMES);
        assertThat(frames.get("styled").asInt()).isEqualTo(FRAMES);
        assertThat(frames.get("out").asInt()).isEqualTo(FRAMES);
        assertThat(frames.get("held").size() + frames.get("dropped").size()).isZero();
        assertThat(report.at("/latencyMs/endToEnd/p50").asDouble()).isPositive();
        assertThat(report.get("model").asText()).isEqualTo("builtin");
        assertThat(report.get("device").asText()).isEqualTo("cpu");
    }
}
