package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.CHUNK;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.join;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.onnx.video.TestBlocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine whose transformer is parted over devices. */
class DevicesEngineTest {

    private static final int CHUNKS = 9;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
        TestBlocks.into(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"SEQUENTIAL", "STREAM_BATCH", "CONTINUOUS"})
    void aModelOnSeveralDevicesGivesWhatItGivesOnOneAndLosesNothing(BatchPolicy policy) {
        for (int steps = 1; steps <= 2; steps++) {
            Map<Long, byte[]> one = pictures("cpu", policy, steps);
            Map<Long, byte[]> two = pictures("cpu,cpu", policy, steps);
            assertThat(one).hasSize(CHUNKS * CHUNK);
            assertThat(two).containsOnlyKeys(one.keySet());
            one.forEach((number, picture) ->
                    assertThat(two.get(number)).as("frame %d", number).isEqualTo(picture));
        }
    }

    @Test
    void whileADeviceIsAtWorkTheNextChunkGoesIntoTheOneBeforeIt() {
        try (DiffusionEngine engine = open("cpu,cpu", BatchPolicy.STREAM_BATCH);
                StreamSession session = engine.open("s")) {
            List<Integer> out = new ArrayList<>();
            for (int at = 0; at < CHUNKS; at++) {
                out.add(render(session, chunk(at, 0, style(2))).size());
            }
            // Two steps on two devices: two calls later at least; what a call brings out while nobody asks comes with
            // the next.
            assertThat(out.subList(0, 3)).containsExactly(CHUNK, 0, 0);
            assertThat(out.stream().mapToInt(Integer::intValue).sum()
                            + join(session.drain()).size())
                    .isEqualTo(CHUNKS * CHUNK);
        }
    }

    private static Map<Long, byte[]> pictures(String device, BatchPolicy policy, int steps) {
        Map<Long, byte[]> pictures = new HashMap<>();
        try (DiffusionEngine engine = open(device, policy);
                StreamSession session = engine.open("s")) {
            assertThat(engine.description().device()).isEqualTo(device);
            for (int at = 0; at < CHUNKS; at++) {
                collect(render(session, chunk(at, 0, style(steps))), pictures);
            }
            collect(join(session.drain()), pictures);
        }
        return pictures;
    }

    private static DiffusionEngine open(String device, BatchPolicy policy) {
        return Engines.open(OnTinyVideoModel.config(folder, policy).withDevice(device));
    }

    private static Style style(int steps) {
        return Style.of("oil painting").withSteps(Style.Steps.at(steps == 1 ? List.of(0) : List.of(0, 1)));
    }

    private static void collect(List<FrameResult> results, Map<Long, byte[]> into) {
        for (FrameResult result : results) {
            assertThat(result.outcome()).isInstanceOf(RenderedFrame.Styled.class);
            assertThat(into.put(
                            result.number(),
                            ((RenderedFrame.Styled) result.outcome()).picture().rgb()))
                    .as("frame %d comes once", result.number())
                    .isNull();
        }
    }
}
