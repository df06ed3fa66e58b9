package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON files of a folder, as other programs write them. */
class ConfigurationFilesTest {

    @TempDir
    private Path path;

    private SmallFolder folder;

    @BeforeEach
    void aFolderWithEverythingInIt() throws IOException {
        folder = SmallFolder.in(path);
    }

    @Test
    void schedulersOfPythonHaveInfinityAndNaN() throws IOException {
        folder.write(
                "scheduler/scheduler_config.json",
                "{\"_class_name\": \"DPMSolverMultistepScheduler\", \"lambda_min_clipped\": -Infinity,"
                        + " \"sample_max_value\": Infinity, \"dynamic_thresholding_ratio\": NaN, \"beta_end\": 0.02}");
        assertThat(folder.open().scheduler().betaEnd()).isEqualTo(0.02);

        folder.write("scheduler/scheduler_config.json", "{\"timestep_scaling\": Infinity}");
        folder.assertRefused("timestep_scaling is \"Infinity\", expected a finite number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[8]", "[8, 8, 8]", "[8, 0]", "[8, \"8\"]", "0", "8.5", "\"8\""})
    void aSampleSizeOfNoPictureIsRefused(String said) throws IOException {
        folder.write("unet/config.json", "{\"cross_attention_dim\": 512, \"sample_size\": " + said + "}");
        folder.assertRefused("unet/config.json: sample_size");
    }

    @Test
    void aCutShortFileIsRefused() throws IOException {
        folder.write("unet/config.json", "{\"in_channels\": 4, ");
        folder.assertRefused("unet/config.json is not valid JSON");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamedWithWhatWasFound() throws IOException {
        folder.write("unet/config.json", "{\"in_channels\": \"four\"}");
        folder.assertRefused("unet/config.json: in_channels is \"four\", expected a whole number");
    }
}
