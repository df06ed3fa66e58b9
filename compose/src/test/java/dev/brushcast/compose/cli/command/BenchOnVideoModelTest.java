package dev.brushcast.compose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.compose.cli.Brushcast;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the commands print a table and write the same as JSON, on a model so small that its figures mean nothing. */
class BenchOnVideoModelTest {

    private static final String CLIP = "testsrc:size=96x64:rate=8:duration=1";
    private static final Path ENGINE =
            Path.of("../diffusion-workers/engine/src").toAbsolutePath().normalize();

    @TempDir
    private static Path model;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void make() throws IOException {
        copy(ENGINE.resolve("test/resources/video-model"), model);
        Path builtIn = ENGINE.resolve("main/resources/models/builtin");
        copy(builtIn.resolve("text_encoder"), model.resolve("text_encoder"));
        copy(builtIn.resolve("tokenizer"), model.resolve("tokenizer"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void flickerOfAnImageModelAndAVideoModelIsATable() throws IOException {
        JsonNode report = report(
                "bench",
                "flicker",
                CLIP,
                "--device",
                "cpu",
                "--width",
                "64",
                "--height",
                "48",
                "--model",
                "builtin",
                "--model",
                model.toString());

        assertThat(report.at("/frames").asInt()).isEqualTo(8);
        assertThat(report.at("/size").asText()).isEqualTo("64x48");
        assertThat(report.at("/models")).hasSize(2);
        assertThat(report.at("/besideFirst/0/warpError").asDouble()).isPositive();
        assertThat(out.toString()).contains("warp error", "sharpness", "source", "beside builtin");
    }

    @Test
    void sidesThatAModelDoesNotTakeAreRefusedInOneLine() {
        int status = execute(
                "bench",
                "flicker",
                CLIP,
                "--device",
                "cpu",
                "--width",
                "72",
                "--height",
                "48",
                "--model",
                model.toString());

        assertThat(status).isNotZero();
        assertThat(errors.toString())
                .contains("Frames cannot be 72x48: give --width and --height that are multiples of 16");
    }

    @Test
    void driftIsATable() throws IOException {
        JsonNode report = report(
                "bench",
                "drift",
                CLIP,
                "--device",
                "cpu",
                "--width",
                "64",
                "--height",
                "48",
                "--minutes",
                "0.07",
                "--model",
                model.toString());

        assertThat(report.at("/frames").asInt()).isEqualTo(4 * 8);
        assertThat(report.at("/changes")).hasSize(8);
        assertThat(report.at("/largestChange").isNumber()).isTrue();
        assertThat(out.toString()).contains("similarity", "first 1 s", "last 2 s", "largest change");
    }

    @Test
    void speedIsATable() throws IOException {
        JsonNode report = report(
                "bench",
                "video",
                "--device",
                "cpu",
                "--width",
                "64",
                "--height",
                "48",
                "--policy",
                "auto,stream-batch",
                "--streams",
                "1",
                "--fps",
                "60",
                "--seconds",
                "1",
                "--deadline",
                "3000",
                "--model",
                model.toString());

        assertThat(report.at("/rows")).hasSize(2);
        assertThat(report.at("/rows/0/live/chunks").asInt()).isEqualTo(15);
        assertThat(report.at("/rows/0/live/inTime").asDouble()).isPositive();
        assertThat(report.at("/rows/1/firstFrameMillis").asDouble()).isPositive();
        assertThat(out.toString()).contains("frames/s", "in time", "between p50", "stream-batch");
    }

    /** What the command wrote as JSON. */
    private JsonNode report(String... arguments) throws IOException {
        Path file = folder.resolve("report.json");
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json", file.toString()))
                .toArray(String[]::new);
        int status = execute(all);
        assertThat(errors.toString()).doesNotContain("brushcast:");
        assertThat(status).isZero();
        return new ObjectMapper().readTree(file.toFile());
    }

    private int execute(String... arguments) {
        CommandLine command = Brushcast.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }
}
