package dev.brushcast.engine.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.EngineException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelCheckTest {

    @Test
    void saysWhatTheBuiltInModelIsAndRendersAFrame() {
        ModelReport report = ModelCheck.run(BuiltInModel.IMAGE.folder(), "cpu");
        assertThat(report.sideMultiple()).isEqualTo(4);
        assertThat(report.millisPerFrame()).isPositive();
        assertThat(report.weightBytes()).isGreaterThan(9_000_000);
        assertThat(String.join("\n", report.lines()))
                .contains("StableDiffusionInstructPix2PixPipeline")
                .contains("restyle pictures")
                .contains("multiples of 4, made for 256x256");
    }

    @Test
    void saysWhatTheBuiltInVideoModelIsAndRendersTwoChunks() {
        CheckReport report = ModelCheck.anyFamily(BuiltInModel.VIDEO.folder(), "cpu");
        assertThat(report)
                .isInstanceOfSatisfying(
                        VideoReport.class,
                        video -> assertThat(video.millisPerChunk()).isPositive());
        assertThat(String.join("\n", report.lines())).contains("video model", "rendered two chunks at 256x144");
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithTheReason() {
        assertThatThrownBy(() -> ModelCheck.run(BuiltInModel.IMAGE.folder(), "tpu"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("auto, cpu, cuda:N or tensorrt:N");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> ModelCheck.run(Path.of("no-such-folder"), "cpu"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no-such-folder");
    }
}
