package dev.brushcast.engine.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Shapes of model that the recorded reference does not run, against diffusers' own networks and scheduler. */
class DiffusersVectorsTest {

    @Test
    void everyShapeIsToldWhatItWasTrainedWith() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        VerifySummary summary = VectorVerifier.run(
                Recorded.file("vectors-diffusers"),
                VerifySettings.EXACT,
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(summary).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(new VerifySummary(3, 0, 0));
    }
}
