package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that jump cost constant work and hide no frames that come after them. */
class JumpingNumbersTest {

    private static final long CHUNK_US = 160_000;

    private final StreamTimeline timeline = new StreamTimeline(8);
    private final List<TimelineEvent> events = new ArrayList<>();

    @BeforeEach
    void aStreamRuns() {
        accept(Chunks.styled(1, 0));
        events.clear();
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 1_000_000_000, (1L << 40) - 1})
    void aFrameNumberThatNoSourceCouldHaveReachedIsSetAside(long number) {
        accept(chunk(1, frame(number, CHUNK_US)));
        accept(Chunks.styled(1, 1), Chunks.styled(1, 2));

        assertThat(shown()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(events).as("8 shown, 1 ignored").hasSize(9);
        assertThat(ignored(events, IgnoredChunk.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void hoursOfMissingFramesAreOneEventAndTheStreamGoesOn() {
        long afterAnHourUs = 3_600_000_000L;
        accept(chunk(1, frame(90_000, afterAnHourUs), frame(90_001, afterAnHourUs + 40_000)));

        assertThat(events).first().isEqualTo(new TimelineEvent.Drop(89_996, Outcome.MISSING));
        assertThat(shown()).containsExactly(90_000L, 90_001L);
        assertThat(ignored(events, IgnoredChunk.IMPLAUSIBLE)).isZero();
    }

    @Test
    void asManyAsAreWorthShowingAreHeldOneByOne() {
        long number = 4 + FrameLine.MAX_HELD;
        accept(chunk(1, frame(number, number * 40_000)));

        assertThat(events).hasSize((int) FrameLine.MAX_HELD + 1).allMatch(TimelineEvent.Show.class::isInstance);
    }

    @Test
    void aGapThatSaysTooMuchHidesNoFrames() {
        accept(new Chunk(Chunks.epoch(1), 1, List.of(), List.of(new Gap(4, 1_000_000, "overrun")), false));
        accept(chunk(2, frame(8, 2 * CHUNK_US), frame(9, 2 * CHUNK_US + 40_000)));

        assertThat(events).first().isEqualTo(new TimelineEvent.Drop(4, "overrun"));
        assertThat(shown()).containsExactly(8L, 9L);
    }

    @Test
    void aGapOfMoreFramesThanThereCanBeIsSetAside() {
        accept(new Chunk(Chunks.epoch(1), 1, List.of(), List.of(new Gap(4, 1L << 40, "overrun")), false));
        accept(Chunks.styled(1, 1));

        assertThat(shown()).hasSize(4);
        assertThat(ignored(events, IgnoredChunk.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void aGapAtTheEndCountsWhenTheEpochEnds() {
        accept(new Chunk(Chunks.epoch(1), 1, List.of(), List.of(new Gap(4, 3, "corrupt")), true));

        assertThat(events)
                .containsExactly(
                        new TimelineEvent.Drop(3, "corrupt"), new TimelineEvent.EpochEnds(Chunks.epoch(1), true));
    }

    @Test
    void chunksOfAFarSequenceDoNotPushTheRealOnesOut() {
        for (long i = 0; i < 20; i++) {
            accept(chunk(1L << 39 | i, frame(1_000 + i, 90_000_000L + i * 40_000)));
        }
        accept(Chunks.styled(1, 1));

        assertThat(shown()).containsExactly(4L, 5L, 6L, 7L);
        assertThat(ignored(events, IgnoredChunk.IMPLAUSIBLE)).isEqualTo(20);
        assertThat(ignored(events, IgnoredChunk.DUPLICATE)).isZero();
    }

    @Test
    void aTimeOfNextYearIsSetAside() {
        accept(chunk(1, frame(4, 365L * 24 * 3_600_000_000L)));
        accept(Chunks.styled(1, 1));

        assertThat(shown()).containsExactly(4L, 5L, 6L, 7L);
        assertThat(ignored(events, IgnoredChunk.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void whoComesHoursLateToAnEpochIsNotTakenForAJump() {
        StreamTimeline late = new StreamTimeline(1);

        List<TimelineEvent> seen = late.accept(
                new Chunk(Chunks.epoch(1), 67_500, List.of(frame(270_000, 270_000 * 40_000L)), List.of(), false));

        assertThat(seen).last().isInstanceOf(TimelineEvent.Show.class);
        assertThat(ignored(seen, IgnoredChunk.IMPLAUSIBLE)).isZero();
    }

    @Test
    void twoGapsInARowAreBothCounted() {
        accept(new Chunk(Chunks.epoch(1), 1, List.of(), List.of(new Gap(4, 2, "overrun")), false));
        accept(new Chunk(Chunks.epoch(1), 2, List.of(), List.of(new Gap(6, 3, "corrupt")), true));

        assertThat(events)
                .startsWith(new TimelineEvent.Drop(2, "overrun"), new TimelineEvent.Drop(3, "corrupt"))
                .hasSize(3);
    }

    @Test
    void aGapWhoseFramesAllCameCountsNothing() {
        accept(new Chunk(Chunks.epoch(1), 1, List.of(), List.of(new Gap(4, 4, "overrun")), false));
        accept(chunk(2, frame(4, CHUNK_US)));

        assertThat(events).hasSize(1);
        assertThat(shown()).containsExactly(4L);
    }

    private static Chunk chunk(long sequence, ChunkFrame... frames) {
        return new Chunk(Chunks.epoch(1), sequence, List.of(frames), List.of(), false);
    }

    private static ChunkFrame frame(long number, long ptsUs) {
        return Chunks.frame(number, ptsUs, Outcome.STYLED);
    }

    private void accept(Chunk... chunks) {
        for (Chunk chunk : chunks) {
            events.addAll(timeline.accept(chunk));
        }
    }

    private static long ignored(List<TimelineEvent> events, IgnoredChunk reason) {
        return events.stream().filter(new TimelineEvent.Ignores(reason)::equals).count();
    }

    private List<Long> shown() {
        return events.stream()
                .filter(TimelineEvent.Show.class::isInstance)
                .map(TimelineEvent.Show.class::cast)
                .map(TimelineEvent.Show::number)
                .toList();
    }
}
