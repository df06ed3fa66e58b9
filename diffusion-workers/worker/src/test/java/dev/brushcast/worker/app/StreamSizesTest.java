package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.engine.PictureSize;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSizesTest {

    private static final int MULTIPLE = 8;

    @Test
    void theNewestLiveStreamsSizesComeFirstAndEachOnce() {
        List<EpochStart> specs =
                List.of(spec(64, 40, true, 1), spec(512, 288, true, 3), spec(64, 40, true, 4), spec(320, 192, true, 2));

        assertThat(StreamSizes.newest(specs, MULTIPLE))
                .extracting(StreamSizes::of)
                .containsExactly(new PictureSize(64, 40), new PictureSize(512, 288), new PictureSize(320, 192));
    }

    @Test
    void recordingsMayWaitAndWhatTheModelCannotTakeIsNotTried() {
        List<EpochStart> specs = List.of(spec(64, 40, false, 1), spec(65, 40, true, 2), spec(0, 0, true, 3));

        assertThat(StreamSizes.newest(specs, MULTIPLE)).isEmpty();
    }

    @Test
    void aClusterOfManySizesDoesNotKeepAWorkerFromItsGroupForMinutes() {
        List<EpochStart> specs =
                List.of(spec(8, 8, true, 1), spec(16, 8, true, 2), spec(24, 8, true, 3), spec(32, 8, true, 4));

        assertThat(StreamSizes.newest(specs, MULTIPLE))
                .extracting(StreamSizes::of)
                .hasSize(StreamSizes.MOST)
                .doesNotContain(new PictureSize(8, 8));
    }

    private static EpochStart spec(int width, int height, boolean live, long startedAtUs) {
        return EpochStart.newBuilder()
                .setStreamId("s" + startedAtUs)
                .setSlot(0)
                .setEpoch(1)
                .setSource("testsrc")
                .setWidth(width)
                .setHeight(height)
                .setFit("crop")
                .setChunkFrames(4)
                .setLive(live)
                .setStartedAtUs(startedAtUs)
                .build();
    }
}
