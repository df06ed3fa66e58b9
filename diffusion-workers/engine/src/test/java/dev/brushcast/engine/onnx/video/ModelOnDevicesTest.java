package dev.brushcast.engine.onnx.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.onnx.device.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole video model's folder on several devices: how they are chosen, and what is refused. */
@Timeout(60)
class ModelOnDevicesTest {

    @TempDir
    private Path path;

    @BeforeEach
    void make() throws IOException {
        SmallVideoFolder.in(path);
        TestBlocks.into(path);
    }

    @Test
    void aListOfDevicesPartsTheTransformerAndGivesWhatOneDeviceGives() {
        try (OrtVideoModel one = OrtVideoModel.load(VideoFolder.open(path), "cpu", 1);
                OrtVideoModel two = OrtVideoModel.load(VideoFolder.open(path), "cpu, cpu", 1)) {
            assertThat(two.networks().transformer().depth()).isEqualTo(2);
            assertThat(two.device()).isEqualTo("cpu,cpu");
            assertThat(two.graphs()).contains("transformer/blocks: 0 to 1 on cpu, 2 to 3 on cpu (2)");
            List<float[]> wanted = new LatentStream(one.networks().transformer(), 2, 0.9f)
                    .start()
                    .chunks(12)
                    .drained();
            List<float[]> got = new LatentStream(two.networks().transformer(), 2, 0.9f)
                    .start()
                    .chunks(12)
                    .drained();
            assertThat(got).hasSameSizeAs(wanted);
            for (int i = 0; i < got.size(); i++) {
                assertThat(got.get(i)).as("chunk %d", i).isEqualTo(wanted.get(i));
            }
        }
    }

    @Test
    void aModelWithoutBlocksRunsOnOneDevice() throws IOException {
        Path alone = Files.createDirectories(path.resolve("alone"));
        SmallVideoFolder.in(alone);
        assertThatThrownBy(() -> OrtVideoModel.load(VideoFolder.open(alone), "cpu,cpu", 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("transformer/blocks is missing, without which the model runs on one device");
    }

    @Test
    void blocksThatAreNotAllThereAreNamed() throws IOException {
        Files.delete(path.resolve("transformer/blocks/head.onnx"));
        assertThatThrownBy(() -> OrtVideoModel.load(VideoFolder.open(path), "cpu,cpu", 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("head.onnx is missing");
    }

    @Test
    void severalDevicesAreForVideoModelsOnly() {
        assertThatThrownBy(() -> DeviceChoice.choose("cuda:0,cuda:1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("\"cuda:0,cuda:1\" are several devices, over which only a video model with"
                        + " transformer/blocks can be parted: give one");
        assertThatThrownBy(() -> DeviceChoice.several("cpu,auto"))
                .hasMessage("\"cpu,auto\": of several devices each has its name, such as cuda:0,cuda:1");
        assertThatThrownBy(() -> DeviceChoice.several("cpu,,cpu")).hasMessageContaining("no device is called \"\"");
    }
}
