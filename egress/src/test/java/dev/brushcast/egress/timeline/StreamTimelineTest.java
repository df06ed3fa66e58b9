package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamTimelineTest {

    private final StreamTimeline timeline = new StreamTimeline(3);
    private final List<TimelineEvent> events = new ArrayList<>();

    @Test
    void chunksInOrderComeOutAtOnce() {
        accept(Chunks.styled(1, 0));
        assertThat(shown()).containsExactly(0L, 1L, 2L, 3L);
        accept(Chunks.styled(1, 1), Chunks.last(1, 2));

        assertThat(shown()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(events.getFirst()).isEqualTo(new TimelineEvent.EpochBegins(Chunks.epoch(1), false));
        assertThat(events.getLast()).isEqualTo(new TimelineEvent.EpochEnds(Chunks.epoch(1), true));
    }

    @Test
    void aChunkThatComesLateIsWaitedFor() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2));
        assertThat(shown()).hasSize(4);
        assertThat(timeline.hasHole()).isTrue();
        accept(Chunks.styled(1, 1));

        assertThat(shown()).hasSize(12).isSorted();
        assertThat(timeline.hasHole()).isFalse();
    }

    @Test
    void aChunkThatComesTwiceIsShownOnce() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 1), Chunks.styled(1, 0), Chunks.styled(1, 1), Chunks.styled(1, 2));

        assertThat(shown()).hasSize(12).doesNotHaveDuplicates();
        assertThat(events)
                .filteredOn(new TimelineEvent.Ignores(IgnoredChunk.DUPLICATE)::equals)
                .hasSize(2);
    }

    @Test
    void aTimelineThatBeginsWithinAnEpochCountsNothingOfWhatIsBefore() {
        StreamTimeline later = new StreamTimeline(3, new StreamTimeline.Beginning(1, 1_010 * Chunks.FRAME_US));
        for (long sequence = 251; sequence < 255; sequence++) {
            events.addAll(later.accept(Chunks.styled(1, sequence)));
        }
        events.addAll(later.accept(Chunks.styled(2, 0)));

        assertThat(shown())
                .containsExactly(1010L, 1011L, 1012L, 1013L, 1014L, 1015L, 1016L, 1017L, 1018L, 1019L, 0L, 1L, 2L, 3L);
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aFirstFrameThatHasNoPictureShowsTheOneBeforeTheBeginning() {
        StreamTimeline later = new StreamTimeline(3, new StreamTimeline.Beginning(1, 5 * Chunks.FRAME_US));
        events.addAll(later.accept(Chunks.styled(1, 0)));
        events.addAll(later.accept(
                Chunks.chunk(1, 1, Outcome.STYLED, Outcome.REUSED_SIMILAR, Outcome.REUSED_SIMILAR, Outcome.STYLED)));

        assertThat(shown()).containsExactly(5L, 6L, 7L);
        assertThat(shows()).extracting(show -> show.picture() != null).containsExactly(true, false, true);
        assertThat(shows().getFirst().outcome()).isEqualTo(Outcome.REUSED_SIMILAR);
        assertThat(dropped()).isEmpty();
    }

    @Test
    void whatIsMissingBeforeTheBeginningIsNotMissed() {
        StreamTimeline later = new StreamTimeline(3, new StreamTimeline.Beginning(1, 5 * Chunks.FRAME_US));
        events.addAll(later.accept(new Chunk(
                Chunks.epoch(1), 0, Chunks.frames(3, Outcome.STYLED), List.of(new Gap(0, 2, "backlog")), false)));
        events.addAll(later.accept(new Chunk(Chunks.epoch(1), 1, Chunks.frames(9, Outcome.STYLED), List.of(), true)));

        assertThat(shown()).containsExactly(9L);
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aLostChunkIsHeldAtInterpolatedTimes() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2), Chunks.styled(1, 3), Chunks.styled(1, 4));

        List<TimelineEvent.Show> held = shows().stream()
                .filter(show -> show.outcome().equals(Outcome.held(Outcome.MISSING)))
                .toList();
        assertThat(held).extracting(TimelineEvent.Show::number).containsExactly(4L, 5L, 6L, 7L);
        assertThat(held).extracting(TimelineEvent.Show::ptsUs).containsExactly(160_000L, 200_000L, 240_000L, 280_000L);
        assertThat(shown()).isSorted().hasSize(20);
    }

    @Test
    void settlingTakesWhatIsMissingForLost() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2));

        events.addAll(timeline.settle());

        assertThat(shown()).hasSize(12);
        assertThat(timeline.hasHole()).isFalse();
    }

    @Test
    void theHeadOfARecordingWithoutAPictureIsDropped() {
        accept(Chunks.chunk(
                1, 0, Outcome.REUSED_LATE, Outcome.held("deadline"), Outcome.STYLED, Outcome.REUSED_SIMILAR));

        assertThat(shown()).containsExactly(2L, 3L);
        assertThat(dropped()).isEqualTo(Map.of(Outcome.NO_PICTURE_BEFORE, 2L));
    }

    @Test
    void theHeadOfALiveStreamIsShownWithoutAPicture() {
        Chunk recorded = Chunks.chunk(
                1, 0, Outcome.REUSED_LATE, Outcome.held("deadline"), Outcome.STYLED, Outcome.REUSED_SIMILAR);
        EpochInfo epoch = recorded.epoch();
        accept(new Chunk(
                new EpochInfo(epoch.epoch(), epoch.startUs(), epoch.width(), epoch.height(), epoch.frameRate(), true),
                recorded.sequence(),
                recorded.frames(),
                List.of(),
                false));

        assertThat(shown()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(dropped()).isEmpty();
    }

    @Test
    void aLostHeadIsDropped() {
        accept(Chunks.styled(1, 1), Chunks.styled(1, 2), Chunks.styled(1, 3));

        assertThat(shown().getFirst()).isEqualTo(4);
        assertThat(dropped()).isEqualTo(Map.of(Outcome.MISSING, 4L));
    }

    @Test
    void gapsAreDroppedByTheirCause() {
        accept(new Chunk(
                Chunks.epoch(1),
                0,
                List.of(Chunks.frame(0, 0, Outcome.STYLED), Chunks.frame(3, 120_000, Outcome.STYLED)),
                List.of(new Gap(1, 2, "frame-rate"), new Gap(4, 1, "corrupt")),
                true));

        assertThat(shown()).containsExactly(0L, 3L);
        assertThat(dropped()).isEqualTo(Map.of("frame-rate", 2L, "corrupt", 1L));
    }

    @Test
    void aTimeThatDoesNotRiseIsDropped() {
        accept(new Chunk(
                Chunks.epoch(1),
                0,
                List.of(
                        Chunks.frame(0, 1000, Outcome.STYLED),
                        Chunks.frame(1, 1000, Outcome.STYLED),
                        Chunks.frame(2, 500, Outcome.STYLED),
                        Chunks.frame(3, 2000, Outcome.STYLED)),
                List.of(),
                true));

        assertThat(shown()).containsExactly(0L, 3L);
        assertThat(dropped()).isEqualTo(Map.of(Outcome.TIME_NOT_RISING, 2L));
    }

    @Test
    void theNextEpochEndsTheOneBefore() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2), Chunks.styled(2, 0), Chunks.styled(1, 1));

        assertThat(events)
                .contains(
                        new TimelineEvent.EpochEnds(Chunks.epoch(1), false),
                        new TimelineEvent.EpochBegins(Chunks.epoch(2), false));
        assertThat(shown()).as("what waited is shown before the next epoch").hasSize(16);
        assertThat(events)
                .filteredOn(new TimelineEvent.Ignores(IgnoredChunk.STALE)::equals)
                .hasSize(1);
    }

    @Test
    void nothingFollowsAnEnd() {
        accept(Chunks.styled(1, 0), Chunks.last(1, 1), Chunks.styled(1, 2));
        events.addAll(timeline.close());

        assertThat(events)
                .endsWith(
                        new TimelineEvent.EpochEnds(Chunks.epoch(1), true),
                        new TimelineEvent.Ignores(IgnoredChunk.DUPLICATE));
        assertThat(shown()).hasSize(4);
    }

    @Test
    void whatWaitedBehindAnEndIsNotWaitedFor() {
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2), Chunks.last(1, 1));

        assertThat(events).endsWith(new TimelineEvent.EpochEnds(Chunks.epoch(1), true));
        assertThat(timeline.hasHole()).isFalse();
        assertThat(timeline.settle()).isEmpty();
    }

    @Test
    void aStreamThatIsLeftShowsWhatWaitedAndIsNotComplete() {
        assertThat(timeline.close()).isEmpty();
        accept(Chunks.styled(1, 0), Chunks.styled(1, 2));
        events.addAll(timeline.close());

        assertThat(shown()).hasSize(12);
        assertThat(events).endsWith(new TimelineEvent.EpochEnds(Chunks.epoch(1), false));
    }

    @Test
    void framesAreApartByATickOfTheOutput() {
        accept(new Chunk(
                Chunks.epoch(1),
                0,
                List.of(
                        Chunks.frame(0, 1000, Outcome.STYLED),
                        Chunks.frame(1, 1011, Outcome.STYLED),
                        Chunks.frame(2, 1012, Outcome.STYLED)),
                List.of(),
                true));

        assertThat(shown()).containsExactly(0L, 2L);
    }

    private void accept(Chunk... chunks) {
        for (Chunk chunk : chunks) {
            events.addAll(timeline.accept(chunk));
        }
    }

    private List<TimelineEvent.Show> shows() {
        return events.stream()
                .filter(TimelineEvent.Show.class::isInstance)
                .map(TimelineEvent.Show.class::cast)
                .toList();
    }

    private List<Long> shown() {
        return shows().stream().map(TimelineEvent.Show::number).toList();
    }

    private Map<String, Long> dropped() {
        Map<String, Long> causes = new TreeMap<>();
        for (TimelineEvent event : events) {
            if (event instanceof TimelineEvent.Drop drop) {
                causes.merge(drop.cause(), drop.count(), Long::sum);
            }
        }
        return causes;
    }
}
