package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker writes without transactions, that was killed, and the one that goes on for it: some chunks twice, with other outcomes. */
class DifferingDuplicatesTest {

    private static final Outcome[] LATE = {
        Outcome.REUSED_LATE, Outcome.REUSED_LATE, Outcome.REUSED_LATE, Outcome.REUSED_LATE
    };
    private static final Outcome[] STYLED = {Outcome.STYLED, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED};

    @Test
    void ofAChunkThatIsThereTwiceTheFirstInTheLogIsShown() {
        List<TimelineEvent> events = read(StreamTimeline.Beginning.AT_THE_HEAD, log());

        assertThat(outcomes(events)).containsExactlyElementsOf(expected(0, 8));
        assertThat(events)
                .filteredOn(new TimelineEvent.Ignores(IgnoredChunk.DUPLICATE)::equals)
                .hasSize(4);
    }

    @Test
    void alsoWhereTheFirstWaitsForOneBeforeIt() {
        List<Chunk> log = new ArrayList<>(
                List.of(Chunks.styled(1, 0), Chunks.styled(1, 2), Chunks.chunk(1, 2, LATE), Chunks.styled(1, 1)));

        assertThat(outcomes(read(StreamTimeline.Beginning.AT_THE_HEAD, log)))
                .containsExactly(outcomes(0, 1, 2).toArray(Outcome[]::new));
    }

    /** Who begins later reads from a place that is some seconds before: the first of each that it shows is behind it. */
    @Test
    void whoBeginsInTheMiddleShowsTheSameAsWhoHasReadAll() {
        for (long first = 1; first < 8; first++) {
            StreamTimeline.Beginning middle =
                    new StreamTimeline.Beginning(1, first * Chunks.PER_CHUNK * Chunks.FRAME_US);
            int begin = (int) first - 1;

            assertThat(outcomes(read(middle, log().subList(begin, log().size()))))
                    .as("from chunk %s", first)
                    .containsExactlyElementsOf(expected((int) first, 8));
        }
    }

    /** Chunk 3 was late at first, and 4 to 6 are when they are rendered again. */
    private static List<Chunk> log() {
        List<Chunk> log = new ArrayList<>();
        for (long sequence = 0; sequence < 7; sequence++) {
            log.add(Chunks.chunk(1, sequence, sequence == 3 ? LATE : STYLED));
        }
        for (long sequence = 3; sequence < 8; sequence++) {
            log.add(Chunks.chunk(1, sequence, sequence > 3 && sequence < 7 ? LATE : STYLED));
        }
        return log;
    }

    private static List<Outcome> expected(int from, int to) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int sequence = from; sequence < to; sequence++) {
            outcomes.addAll(List.of(sequence == 3 ? LATE : STYLED));
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(int... styled) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int _ : styled) {
            outcomes.addAll(List.of(STYLED));
        }
        return outcomes;
    }

    private static List<TimelineEvent> read(StreamTimeline.Beginning beginning, List<Chunk> log) {
        StreamTimeline timeline = new StreamTimeline(8, beginning);
        List<TimelineEvent> events = new ArrayList<>();
        log.forEach(chunk -> events.addAll(timeline.accept(chunk)));
        events.addAll(timeline.settle()); // who begins in the middle waits for those before, for a while
        return events;
    }

    private static List<Outcome> outcomes(List<TimelineEvent> events) {
        return events.stream()
                .filter(TimelineEvent.Show.class::isInstance)
                .map(event -> ((TimelineEvent.Show) event).outcome())
                .toList();
    }
}
