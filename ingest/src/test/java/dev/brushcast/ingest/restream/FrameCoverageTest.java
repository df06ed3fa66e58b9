package dev.brushcast.ingest.restream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.ingest.capture.GapCause;
import org.junit.jupiter.api.Test;

class FrameCoverageTest {

    private final FrameCoverage coverage = new FrameCoverage(GapCause.BEFORE_START);

    @Test
    void whatIsBeforeTheFirstFrameAndWhatIsMissingLaterHaveReasonsOfTheirOwn() {
        assertThat(coverage.has(10)).isTrue();
        assertThat(coverage.has(13)).isTrue();

        assertThat(coverage.take())
                .containsExactly(new FrameGap(0L, 10L, "before-start"), new FrameGap(11L, 2L, "lost"));
        assertThat(coverage.take()).isEmpty();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        coverage.lacks(0, 4, "corrupt");

        assertThat(coverage.has(3)).isFalse();
        assertThat(coverage.has(4)).isTrue();
        coverage.lacks(2, 6, "corrupt");

        assertThat(coverage.take()).containsExactly(new FrameGap(0L, 4L, "corrupt"), new FrameGap(5L, 3L, "corrupt"));
    }

    @Test
    void aGapThatNoRecordMayHaveIsTwo() {
        assertThat(coverage.has(Bounds.MAX_MISSING_FRAMES + 5)).isTrue();

        assertThat(coverage.take())
                .containsExactly(
                        new FrameGap(0L, Bounds.MAX_MISSING_FRAMES, "before-start"),
                        new FrameGap(Bounds.MAX_MISSING_FRAMES, 5L, "before-start"));
    }
}
