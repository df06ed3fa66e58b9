package dev.brushcast.engine.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.tools.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark runs and that several devices give what one gives; not what it measures. */
class DevicesBenchmarkTest {

    private static final PictureSize SIZE = new PictureSize(48, 32);

    @TempDir
    private Path folder;

    @Test
    void putsOneDeviceBesideSeveralAndFindsThemEqual() throws IOException {
        TestModels.videoInBlocks(folder);
        Files.writeString(folder.resolve("scheduler/scheduler_config.json"), "{\"sink_threshold\": 0.9}");

        DevicesReport report = DevicesBenchmark.run(folder, "cpu,cpu,cpu", SIZE, 2, 30, 1);

        assertThat(report.largestDifference()).isZero();
        assertThat(report.one().delayChunks()).isEqualTo(1);
        assertThat(report.several().delayChunks()).isEqualTo(3);
        assertThat(report.several().passMillis()).hasSize(3).allMatch(millis -> millis > 0);
        assertThat(report.several().parts()).contains("on cpu (3)");
        assertThat(report.one().chunksPerSecond()).isPositive();
    }

    @Test
    void oneDeviceIsNotSeveral() {
        assertThatThrownBy(() -> DevicesBenchmark.run(folder, "cpu", SIZE, 2, 30, 1))
                .isInstanceOf(EngineException.class)
                .hasMessage("\"cpu\" is one device: give several, such as cpu,cpu");
    }
}
