package dev.brushcast.engine.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the reference's recorded runs: residual guidance, filter, frame buffer, and the step loop. */
class VectorVerifierTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theEngineDoesWhatTheReferenceDid() {
        VerifySummary summary = run(vectors(), Optional.empty());
        assertThat(summary).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(new VerifySummary(7, 0, 0));
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("7 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void aCaseThatSaysNothingAboutAPolicyIsSkippedAndNotPassed() {
        VerifySummary summary = run(vectors(), Optional.of(BatchPolicy.CONTINUOUS));
        assertThat(summary.skipped()).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SKIP txt2img-nobatch-s4");
    }

    @Test
    void aWrongNumberFails(@TempDir Path folder) throws IOException {
        copy(vectors(), folder);
        Path array = folder.resolve("txt2img-nobatch-s4/x0_latents.npy");
        byte[] bytes = Files.readAllBytes(array);
        bytes[bytes.length - 1] ^= 0x01;
        Files.write(array, bytes);
        VerifySummary summary = run(folder, Optional.of(BatchPolicy.SEQUENTIAL));
        assertThat(summary.failure()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("FAIL txt2img-nobatch-s4");
    }

    @Test
    void linksAreFollowedSoThatNoCaseIsLeftOut(@TempDir Path folder) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), vectors());
        assertThat(run(link, Optional.of(BatchPolicy.SEQUENTIAL)).passed())
                .isEqualTo(run(vectors(), Optional.of(BatchPolicy.SEQUENTIAL)).passed());
    }

    @Test
    void anArrayThatIsCutShortFailsWithItsName(@TempDir Path folder) throws IOException {
        copy(vectors(), folder);
        Path array = folder.resolve("txt2img-nobatch-s4/x0_latents.npy");
        byte[] bytes = Files.readAllBytes(array);
        Files.write(array, Arrays.copyOf(bytes, bytes.length - 4));
        assertThat(run(folder, Optional.of(BatchPolicy.SEQUENTIAL)).failure()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("x0_latents.npy is cut short");
    }

    @Test
    void aFolderWithoutVectorsIsAnError(@TempDir Path folder) {
        assertThatThrownBy(() -> run(folder, Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no recorded vectors");
    }

    private VerifySummary run(Path folder, Optional<BatchPolicy> policy) {
        return VectorVerifier.run(folder, policy, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static Path vectors() {
        return Recorded.file("vectors");
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
}
