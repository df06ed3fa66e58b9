package dev.brushcast.engine.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.tools.TestModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the reference's recorded runs: residual guidance, filter, frame buffer, and the step loop. */
class VectorVerifierTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theEngineDoesWhatTheReferenceDid() {
        VerifySummary summary = run(vectors(), VerifySettings.EXACT);
        assertThat(summary).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(new VerifySummary(7, 0, 0));
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("7 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void aCaseThatSaysNothingAboutAPolicyIsSkippedAndNotPassed() {
        VerifySummary summary = run(vectors(), VerifySettings.EXACT.withPolicy(BatchPolicy.CONTINUOUS));
        assertThat(summary.skipped()).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SKIP txt2img-nobatch-s4");
    }

    @Test
    void aWrongNumberFails(@TempDir Path folder) throws IOException {
        TestModels.copy(vectors(), folder);
        Path array = folder.resolve("txt2img-nobatch-s4/x0_latents.npy");
        byte[] bytes = Files.readAllBytes(array);
        bytes[bytes.length - 1] ^= 0x01;
        Files.write(array, bytes);
        VerifySummary summary = run(folder, VerifySettings.EXACT.withPolicy(BatchPolicy.SEQUENTIAL));
        assertThat(summary.failure()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("FAIL txt2img-nobatch-s4");
    }

    @Test
    void aDeviceOfFewerDigitsIsHeldToTheToleranceAskedFor(@TempDir Path folder) throws IOException {
        TestModels.copy(vectors(), folder);
        Path array = folder.resolve("txt2img-nobatch-s4/x0_latents.npy");
        byte[] bytes = Files.readAllBytes(array);
        // One of the last value's bits: off by a few thousandths of the largest value.
        bytes[bytes.length - 2] ^= 0x02;
        Files.write(array, bytes);

        assertThat(run(folder, with(1e-6)).failure()).isTrue();
        assertThat(run(folder, with(0.05)).failure())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isFalse();
        assertThatThrownBy(() -> with(2)).hasMessageContaining("a tolerance of 2.0, expected between 0 and 1");
    }

    private static VerifySettings with(double tolerance) {
        return new VerifySettings(Optional.of(BatchPolicy.SEQUENTIAL), "cpu", OptionalDouble.of(tolerance));
    }

    @Test
    void linksAreFollowedSoThatNoCaseIsLeftOut(@TempDir Path folder) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), vectors());
        assertThat(run(link, VerifySettings.EXACT.withPolicy(BatchPolicy.SEQUENTIAL))
                        .passed())
                .isEqualTo(run(vectors(), VerifySettings.EXACT.withPolicy(BatchPolicy.SEQUENTIAL))
                        .passed());
    }

    @Test
    void anArrayThatIsCutShortFailsWithItsName(@TempDir Path folder) throws IOException {
        TestModels.copy(vectors(), folder);
        Path array = folder.resolve("txt2img-nobatch-s4/x0_latents.npy");
        byte[] bytes = Files.readAllBytes(array);
        Files.write(array, Arrays.copyOf(bytes, bytes.length - 4));
        assertThat(run(folder, VerifySettings.EXACT.withPolicy(BatchPolicy.SEQUENTIAL))
                        .failure())
                .isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("x0_latents.npy is cut short");
    }

    @Test
    void aFolderWithoutVectorsIsAnError(@TempDir Path folder) {
        assertThatThrownBy(() -> run(folder, VerifySettings.EXACT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no recorded vectors");
    }

    private VerifySummary run(Path folder, VerifySettings settings) {
        return VectorVerifier.run(folder, settings, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static Path vectors() {
        return Recorded.file("vectors");
    }
}
