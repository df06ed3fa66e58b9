package dev.brushcast.engine.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.onnx.video.TestBlocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a video model whose blocks are parted over devices. */
class DevicesEngineTest {

    private static final Style TWO_STEPS = Style.of("oil painting").withSteps(Style.Steps.at(List.of(0, 1)));
    private static final int CHUNKS = 7;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
        TestBlocks.into(folder);
    }

    @Test
    void aStreamLooksTheSameOnTwoDevicesAsOnOne() {
        List<byte[]> one = pictures("cpu");
        List<byte[]> two = pictures("cpu,cpu");
        assertThat(two).hasSize(CHUNKS * OnTinyVideoModel.CHUNK);
        for (int frame = 0; frame < one.size(); frame++) {
            assertThat(two.get(frame)).as("frame %d", frame).isEqualTo(one.get(frame));
        }
    }

    /** By frame. */
    private static List<byte[]> pictures(String devices) {
        EngineConfig config =
                OnTinyVideoModel.config(folder, BatchPolicy.STREAM_BATCH).withDevice(devices);
        List<FrameResult> frames = new ArrayList<>();
        try (DiffusionEngine engine = Engines.open(config);
                StreamSession session = engine.open("s")) {
            assertThat(engine.description().device()).isEqualTo(devices);
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                frames.addAll(OnTinyVideoModel.render(session, OnTinyVideoModel.chunk(chunk, 0, TWO_STEPS)));
            }
            frames.addAll(OnTinyVideoModel.join(session.drain()));
        }
        return frames.stream()
                .map(FrameResult::outcome)
                .map(outcome -> ((RenderedFrame.Styled) outcome).picture().rgb())
                .toList();
    }
}
