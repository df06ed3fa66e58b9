package dev.brushcast.engine.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark runs and that several devices give what one gives; not what it measures. */
class DevicesBenchmarkTest {

    private static final Path ENGINE = Path.of("../engine/src").toAbsolutePath().normalize();
    private static final PictureSize SIZE = new PictureSize(48, 32);

    @TempDir
    private Path folder;

    @Test
    void putsOneDeviceBesideSeveralAndFindsThemEqual() throws IOException {
        copy(ENGINE.resolve("test/resources/video-model"), "");
        copy(ENGINE.resolve("test/resources/video-blocks"), "");
        copy(ENGINE.resolve("main/resources/models/builtin/text_encoder"), "text_encoder");
        copy(ENGINE.resolve("main/resources/models/builtin/tokenizer"), "tokenizer");
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

    private void copy(Path from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(to).resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
