package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far the numbers of a chunk may run ahead of a stream that has come to frame 2404 of chunk 601, at 96.12 s. */
class PlausibleChunksTest {

    private static final long CHUNK = 601;
    private static final long FRAME = 2_404;
    private static final long LAST_US = 2_403 * Chunks.FRAME_US;
    private static final long DAY_US = 24 * 3_600_000_000L;

    private final StreamTimeline timeline = new StreamTimeline(2_000);

    @BeforeEach
    void aStreamRuns() {
        for (long sequence = 0; sequence < CHUNK; sequence++) {
            timeline.accept(Chunks.styled(1, sequence));
        }
    }

    @Test
    void aThousandFramesAtOnceAndOneMoreForEachMillisecond() {
        assertThat(taken(CHUNK, frame(FRAME + 1_041, LAST_US + 40_000))).isFalse();
        assertThat(taken(CHUNK, frame(FRAME + 1_040, LAST_US + 40_000))).isTrue();
    }

    @Test
    void theLastFrameOfAChunkIsHeldToItToo() {
        ChunkFrame first = frame(FRAME, LAST_US + 40_000);
        assertThat(taken(CHUNK, first, frame(FRAME + 1_081, LAST_US + 80_000))).isFalse();
        assertThat(taken(CHUNK, first, frame(FRAME + 1_080, LAST_US + 80_000))).isTrue();
    }

    @Test
    void noMoreChunksThanFramesAreAhead() {
        assertThat(taken(CHUNK + 1_041, frame(FRAME + 4, LAST_US + 40_000))).isFalse();
        assertThat(taken(CHUNK + 1_040, frame(FRAME + 4, LAST_US + 40_000))).isTrue();
    }

    @Test
    void aPictureIsShownForADayAndNoLonger() {
        assertThat(taken(CHUNK, frame(FRAME, LAST_US + DAY_US + 1))).isFalse();
        assertThat(taken(CHUNK, frame(FRAME, LAST_US + DAY_US))).isTrue();
    }

    @Test
    void aChunkWithoutFramesIsAtMostAThousandAheadUnlessItIsTheLast() {
        assertThat(taken(gaps(CHUNK + 1_001, false))).isFalse();
        assertThat(taken(gaps(CHUNK + 1_000, false))).isTrue();
        assertThat(taken(gaps(CHUNK + 100_000, true))).isTrue();
    }

    @Test
    void tenMillionFramesMayBeMissingWhereNoTimeIsSaid() {
        assertThat(taken(gaps(CHUNK, false, new Gap(FRAME, 10_000_001, "overrun"))))
                .isFalse();
        assertThat(taken(gaps(CHUNK, false, new Gap(FRAME, 10_000_000, "overrun"))))
                .isTrue();
    }

    @Test
    void aGapReachesAtMostAThousandBeyondTheFramesOfItsChunk() {
        ChunkFrame frame = frame(FRAME, LAST_US + 40_000);
        assertThat(taken(new Chunk(
                        Chunks.epoch(1), CHUNK, List.of(frame), List.of(new Gap(FRAME + 1, 1_000, "overrun")), false)))
                .isFalse();
        assertThat(taken(new Chunk(
                        Chunks.epoch(1), CHUNK, List.of(frame), List.of(new Gap(FRAME + 1, 999, "overrun")), false)))
                .isTrue();
    }

    private boolean taken(long sequence, ChunkFrame... frames) {
        return taken(new Chunk(Chunks.epoch(1), sequence, List.of(frames), List.of(), false));
    }

    private boolean taken(Chunk chunk) {
        return !timeline.accept(chunk).contains(new TimelineEvent.Ignores(IgnoredChunk.IMPLAUSIBLE));
    }

    private static Chunk gaps(long sequence, boolean last, Gap... gaps) {
        return new Chunk(Chunks.epoch(1), sequence, List.of(), List.of(gaps), last);
    }

    private static ChunkFrame frame(long number, long ptsUs) {
        return Chunks.frame(number, ptsUs, Outcome.STYLED);
    }
}
