package dev.brushcast.ingest.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.Rational;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochPlanTest {

    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, 500000", // sent at once, and nothing is waited for longer than that
        "4, 1, 2, 500000",
        "8, 1, 4, 500000",
        "25, 1, 4, 160000",
        "0, 1, 4, 160000" // not known
    })
    void aFrameOfASlowLiveSourceDoesNotWaitForAFullChunk(int num, int den, int frames, long spanUs) {
        EpochPlan plan = plan(new Rational(num, den), true);

        assertThat(plan.chunkFrames()).isEqualTo(frames);
        assertThat(plan.chunkSpanUs()).isEqualTo(spanUs);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 8000000", "25, 1, 160000"})
    void aRecordingIsReadInFullChunksHoweverSlowItIs(int num, int den, long spanUs) {
        EpochPlan plan = plan(new Rational(num, den), false);

        assertThat(plan.chunkFrames()).isEqualTo(4);
        assertThat(plan.chunkSpanUs()).isEqualTo(spanUs);
    }

    private static EpochPlan plan(Rational rate, boolean live) {
        SourceInfo info = new SourceInfo("mpegts", "h264", 320, 180, 320, 180, rate, null, false, null, live, !live);
        return EpochPlan.of(IngestConfig.of(MediaSource.parse("clip.mp4")), info, 1, 0);
    }
}
