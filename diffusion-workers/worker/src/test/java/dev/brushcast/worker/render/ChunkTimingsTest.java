package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChunkTimingsTest {

    @Test
    void stagesAreSummedOverTheFramesAndTheHopIsTheProducersToTheWorkers() {
        ChunkTiming timing = ChunkTimings.of(chunk(
                frame(0, FrameOutcome.STYLED, new StageTimings(1L, 20L, 300L, 4000L)),
                frame(1, FrameOutcome.STYLED, new StageTimings(2L, 30L, 400L, 5000L))));

        assertThat(timing.getStagesUs())
                .isEqualTo(Map.of(
                        "hop", 500L,
                        "payload-decode", 70L,
                        "queue", 3L,
                        "encode", 50L,
                        "denoise", 700L,
                        "decode", 9000L,
                        "payload-encode", 80L,
                        "worker", 1500L));
        assertThat(timing.getMediaUs()).isEqualTo(80_000);
        assertThat(timing.getAgeUs()).as("since the first frame was captured").isEqualTo(3000);
    }

    @Test
    void outcomesAndGapsAreCountedByName() {
        StageTimings none = new StageTimings(0L, 0L, 0L, 0L);
        StyledChunk chunk = chunk(
                frame(0, FrameOutcome.STYLED, none),
                frame(1, FrameOutcome.REUSED_LATE, none),
                frame(2, FrameOutcome.REUSED_LATE, none));
        StyledChunk holed = StyledChunk.newBuilder(chunk)
                .setGaps(List.of(new FrameGap(3L, 7L, "corrupt")))
                .build();

        assertThat(ChunkTimings.of(holed).getOutcomes())
                .isEqualTo(Map.of("STYLED", 1L, "REUSED_LATE", 2L, "gap-corrupt", 7L));
    }

    @Test
    void aChunkWithoutFramesIsAsOldAsItsPublication() {
        assertThat(ChunkTimings.of(chunk()).getAgeUs()).isEqualTo(2000);
    }

    private static StyledChunk chunk(StyledFrame... frames) {
        return StyledChunk.newBuilder()
                .setStreamId("s")
                .setEpoch(1)
                .setSequence(0)
                .setEpochStartUs(0)
                .setWidth(16)
                .setHeight(16)
                .setFormat(PayloadFormat.RGB24)
                .setFrames(List.of(frames))
                .setModel("painting")
                .setDevice("cpu")
                .setWorker("w")
                .setPublishedAtUs(10_000)
                .setReceivedAtUs(10_500)
                .setFinishedAtUs(12_000)
                .setPayloadDecodeUs(70)
                .setPayloadEncodeUs(80)
                .build();
    }

    private static StyledFrame frame(long number, FrameOutcome outcome, StageTimings timings) {
        return StyledFrame.newBuilder()
                .setNumber(number)
                .setPtsUs(number * 40_000)
                .setDurationUs(40_000)
                .setCapturedAtUs(9_000 + number)
                .setOutcome(outcome)
                .setStyleRevision(0)
                .setTimings(timings)
                .build();
    }
}
