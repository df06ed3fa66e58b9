package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.timeline.StreamTimeline.Beginning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source's silence is to the frames around it. */
class HeldTimelineTest {

    private static final long SECOND_US = 1_000_000;

    private final StreamTimeline timeline = new StreamTimeline(3);
    private final List<TimelineEvent> events = new ArrayList<>();

    @Test
    void aHoldFollowsTheFramesBeforeItAndIsNoFrame() {
        accept(Chunks.styled(1, 0), held(1, SECOND_US, null), held(2, 2 * SECOND_US, SECOND_US));

        assertThat(shows()).hasSize(4);
        assertThat(holds())
                .extracting(TimelineEvent.Holds::hold)
                .containsExactly(new Hold(SECOND_US, null), new Hold(2 * SECOND_US, SECOND_US));
        assertThat(events.getLast()).isInstanceOf(TimelineEvent.Holds.class);
    }

    @Test
    void framesThatFollowAHoldAreNotBeforeTheEndOfIt() {
        accept(Chunks.styled(1, 0), held(1, SECOND_US, null));
        accept(new Chunk(
                Chunks.epoch(1),
                2,
                List.of(
                        Chunks.frame(4, SECOND_US - 1, Outcome.STYLED),
                        Chunks.frame(5, SECOND_US, Outcome.STYLED),
                        Chunks.frame(6, SECOND_US + Chunks.FRAME_US, Outcome.STYLED)),
                List.of(),
                false));

        assertThat(shows()).extracting(TimelineEvent.Show::number).containsExactly(0L, 1L, 2L, 3L, 5L, 6L);
        assertThat(events).contains(new TimelineEvent.Drop(1, Outcome.TIME_NOT_RISING));
    }

    @Test
    void aHoldThatGoesBackIsNone() {
        accept(Chunks.styled(1, 0), held(1, 2 * SECOND_US, null));
        accept(held(2, SECOND_US, null), held(3, 0, null), held(4, 2 * SECOND_US, null));

        assertThat(holds()).hasSize(1);
    }

    @Test
    void nothingIsHeldBeforeTheFirstPicture() {
        accept(held(0, SECOND_US, 0L), held(1, 2 * SECOND_US, SECOND_US));

        assertThat(holds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {FrameLine.LONGEST_HOLD_US + SECOND_US, 300 * 86_400 * SECOND_US, Long.MAX_VALUE / 4})
    void aHoldThatNothingLedUpToIsPassedOverAndHidesNoFrames(long untilUs) {
        accept(Chunks.styled(1, 0), held(1, untilUs, 0L), Chunks.styled(1, 1));

        assertThat(holds()).isEmpty();
        assertThat(events).contains(new TimelineEvent.Ignores(IgnoredChunk.IMPLAUSIBLE));
        assertThat(shows()).hasSize(8);
    }

    @Test
    void whoeverBeginsWithinAHoldNeedsNoChunkFromBeforeIt() {
        StreamTimeline later = new StreamTimeline(3, new Beginning(1, 600 * SECOND_US));
        for (long sequence = 4_000; sequence < 4_010; sequence++) {
            events.addAll(later.accept(held(sequence, (sequence - 3_000) * 500_000, 20 * SECOND_US)));
        }

        assertThat(events).noneMatch(TimelineEvent.Ignores.class::isInstance);
    }

    @Test
    void whoeverBeginsWithinAHoldBeginsWithThePictureBeforeIt() {
        StreamTimeline later = new StreamTimeline(3, new Beginning(1, 4 * SECOND_US));
        events.addAll(later.accept(Chunks.styled(1, 0)));
        for (long sequence = 1; sequence <= 10; sequence++) {
            events.addAll(later.accept(held(sequence, sequence * SECOND_US, null)));
        }
        events.addAll(later.accept(new Chunk(
                Chunks.epoch(1),
                11,
                List.of(Chunks.frame(4, 11 * SECOND_US, Outcome.REUSED_SIMILAR)),
                List.of(),
                false)));

        assertThat(holds()).hasSize(6);
        assertThat(holds().getFirst().fromUs()).isEqualTo(4 * SECOND_US);
        assertThat(holds().getFirst().picture()).isNotNull();
        assertThat(shows()).extracting(TimelineEvent.Show::number).containsExactly(4L);
        assertThat(events).noneMatch(TimelineEvent.Drop.class::isInstance);
    }

    @Test
    void whoeverBeginsWithinASlateNeedsNoPicture() {
        StreamTimeline later = new StreamTimeline(3, new Beginning(1, 40 * SECOND_US));
        events.addAll(later.accept(held(70, 39 * SECOND_US, 11 * SECOND_US)));
        events.addAll(later.accept(held(71, 41 * SECOND_US, 11 * SECOND_US)));
        events.addAll(later.settle());
        events.addAll(later.accept(new Chunk(
                Chunks.epoch(1), 72, List.of(Chunks.frame(900, 42 * SECOND_US, Outcome.STYLED)), List.of(), false)));

        assertThat(holds()).hasSize(1);
        assertThat(holds().getFirst().picture()).isNull();
        assertThat(shows()).extracting(TimelineEvent.Show::number).containsExactly(900L);
        assertThat(events).noneMatch(TimelineEvent.Drop.class::isInstance);
    }

    @Test
    void framesThatAreMissingAfterAHoldLieBehindIt() {
        accept(Chunks.styled(1, 0), held(1, 2 * SECOND_US, null));
        accept(new Chunk(
                Chunks.epoch(1), 2, List.of(Chunks.frame(7, 3 * SECOND_US, Outcome.STYLED)), List.of(), false));

        assertThat(shows()).extracting(TimelineEvent.Show::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(shows().get(4).ptsUs()).isGreaterThan(2 * SECOND_US);
    }

    private static Chunk held(long sequence, long untilUs, @Nullable Long slateFromUs) {
        return new Chunk(Chunks.epoch(1), sequence, List.of(), List.of(), false, new Hold(untilUs, slateFromUs));
    }

    private void accept(Chunk... chunks) {
        for (Chunk chunk : chunks) {
            events.addAll(timeline.accept(chunk));
        }
    }

    private List<TimelineEvent.Holds> holds() {
        return events.stream()
                .filter(TimelineEvent.Holds.class::isInstance)
                .map(TimelineEvent.Holds.class::cast)
                .toList();
    }

    private List<TimelineEvent.Show> shows() {
        return events.stream()
                .filter(TimelineEvent.Show.class::isInstance)
                .map(TimelineEvent.Show.class::cast)
                .toList();
    }
}
