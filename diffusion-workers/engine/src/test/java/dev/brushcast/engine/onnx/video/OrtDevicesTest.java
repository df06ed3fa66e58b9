package dev.brushcast.engine.onnx.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.VideoBlocks;
import dev.brushcast.engine.onnx.device.Device;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.devices.PartedTransformer;
import dev.brushcast.engine.video.devices.StageTime;
import dev.brushcast.engine.video.model.CausalTransformer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small transformer of random weights, whole on one CPU device and its four blocks parted over several. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrtDevicesTest {

    private static final Path MODEL = TestBlocks.MODEL;
    private static final ModelFile TEXT = ModelFile.at(MODEL.resolve("transformer/text_kv.onnx"));
    private static final GraphLoader CPU = new GraphLoader(Device.named("cpu"), 1);
    private static final float STAY = Float.NaN;
    private static final float GO = 0.98f;

    private CausalTransformer whole;

    @BeforeAll
    void load() {
        whole = new OrtCausalTransformer(
                CPU.load(TEXT), CPU.load(ModelFile.at(MODEL.resolve("transformer/step_adaptive.onnx"))));
    }

    @AfterAll
    void close() {
        whole.close();
    }

    private static PartedTransformer parted(int devices) {
        return OrtDevices.load(TEXT, VideoBlocks.in(MODEL), Collections.nCopies(devices, CPU), 0);
    }

    @ParameterizedTest(name = "{0} steps, {1} devices, sinks {2}")
    @CsvSource({"1, 2, NaN", "2, 2, NaN", "3, 2, NaN", "1, 3, NaN", "2, 3, NaN", "3, 3, NaN", "2, 2, 0.98", "3, 3, 0.98"
    })
    void severalDevicesGiveWhatOneGives(int steps, int devices, float sinks) {
        List<float[]> wanted =
                new LatentStream(whole, steps, sinks).start().chunks(40).drained();
        try (PartedTransformer parted = parted(devices)) {
            List<float[]> got =
                    new LatentStream(parted, steps, sinks).start().chunks(40).drained();
            assertEqual(got, wanted);
            assertThat(parted.times()).allMatch(time -> time.blocks() > 0 && time.whole() >= time.blocks());
        }
    }

    @Test
    void blocksMoveWhileAStreamRunsAndNothingChanges() {
        for (float sinks : new float[] {STAY, GO}) {
            List<float[]> wanted =
                    new LatentStream(whole, 3, sinks).start().chunks(40).drained();
            try (PartedTransformer parted = parted(2)) {
                LatentStream stream = new LatentStream(parted, 3, sinks).start().chunks(9);
                assertThat(parted.move(List.of(new BlockSpan(0, 1), new BlockSpan(1, 4))))
                        .isTrue();
                stream.chunks(11);
                assertThat(parted.move(List.of(new BlockSpan(0, 3), new BlockSpan(3, 4))))
                        .isTrue();
                assertEqual(stream.chunks(20).drained(), wanted);
                assertThat(parted.times()).doesNotContain(StageTime.NONE);
            }
        }
    }

    @Test
    void sinksAreReplacedInThisTest() {
        assertThat(new LatentStream(whole, 2, GO).start().chunks(40).drained().getLast())
                .isNotEqualTo(new LatentStream(whole, 2, STAY)
                        .start()
                        .chunks(40)
                        .drained()
                        .getLast());
    }

    @Test
    void aGraphThatIsNoBlockIsRefused() {
        VideoBlocks blocks = VideoBlocks.in(MODEL);
        List<ModelFile> mixed = new ArrayList<>(blocks.blocks());
        mixed.set(3, blocks.head());
        assertThatThrownBy(() -> OrtDevices.load(
                        TEXT, new VideoBlocks(blocks.embed(), mixed, blocks.head()), Collections.nCopies(2, CPU), 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("head.onnx: expected an input start_frame with 1 sides");
    }

    @Test
    void moreDevicesThanBlocksAreRefused() {
        assertThatThrownBy(() -> parted(5))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("5 devices for a transformer of 4 blocks");
    }

    private static void assertEqual(List<float[]> got, List<float[]> wanted) {
        assertThat(got).hasSameSizeAs(wanted);
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i)).as("chunk %d", i).isEqualTo(wanted.get(i));
        }
    }
}
