package dev.brushcast.engine.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the video reference's recorded runs: tables, autoencoders, rolling windows in both modes, a whole session. */
class VideoVectorsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theEngineDoesWhatTheReferenceDid() {
        VerifySummary summary = run(Recorded.file("vectors-video"));
        assertThat(summary).as(said()).isEqualTo(new VerifySummary(10, 0, 0));
    }

    @Test
    void anEvictedSlotThatIsAnotherFails(@TempDir Path folder) throws IOException {
        Path recorded = Recorded.file("vectors-video");
        Files.createSymbolicLink(folder.resolve("models-a"), recorded.resolve("models-a"));
        Path of = Files.createDirectory(folder.resolve("dit_nobatch_s2"));
        try (var files = Files.list(recorded.resolve("dit_nobatch_s2"))) {
            for (Path file : files.toList()) {
                Files.copy(file, of.resolve(file.getFileName().toString()));
            }
        }
        Path json = of.resolve("case.json");
        String text = Files.readString(json);
        // One slot fewer: the same slots while the window fills, then others.
        Files.writeString(json, text.replaceFirst("\"K\": *6", "\"K\": 5"));
        assertThat(Files.readString(json)).isNotEqualTo(text);

        assertThat(run(folder).failed()).as(said()).isEqualTo(1);
        assertThat(said()).contains("trace differ", "x0");
    }

    private VerifySummary run(Path vectors) {
        return VectorVerifier.run(
                vectors, VerifySettings.EXACT, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
