package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.segment.Cut;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.StreamTimeline.Beginning;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberingTest {

    private static final long CELL = 180_000;
    private static final long START_US = 1_700_000_000_000_000L;

    @Test
    void aStreamThatBeginsBeginsAtZero() {
        assertThat(of(List.of())).isEqualTo(PlaylistNumbers.FIRST);
        assertThat(of(List.of(capture(1, 5_000_000, true)))).isEqualTo(PlaylistNumbers.FIRST);
    }

    @Test
    void numbersGoOnAfterEarlierCaptures() {
        List<Capture> captures = List.of(capture(1, 5_960_000, true), capture(2, 1_000_000, true), capture(3, 0, true));

        assertThat(of(captures)).isEqualTo(new PlaylistNumbers(3 + 1, 1, true));
    }

    @Test
    void numbersNeverFallBackWhenTheTopicsForgetTheBeginning() {
        List<Capture> all =
                List.of(capture(1, 5_960_000, true), capture(2, 600_000_000, true), capture(3, 7_000_000, true));
        PlaylistNumbers before = of(all);
        PlaylistNumbers withoutTheFirst = of(all.subList(1, 3));
        PlaylistNumbers withHalfTheSecond = of(List.of(capture(2, 600_000_000, false), all.get(2)));
        PlaylistNumbers onlyTheLast = of(all.subList(2, 3));

        for (PlaylistNumbers later : List.of(withoutTheFirst, withHalfTheSecond, onlyTheLast)) {
            assertThat(later.mediaSequence()).isGreaterThan(before.mediaSequence());
            assertThat(later.discontinuitySequence()).isGreaterThanOrEqualTo(before.discontinuitySequence());
        }
        assertThat(onlyTheLast.mediaSequence()).isGreaterThan(withoutTheFirst.mediaSequence());
    }

    /** What is counted from the first and the last frame is what the grid cuts, however slow and ragged the frames. */
    @Test
    void aCaptureHasAsManySegmentsAsItsGridCuts() {
        SplittableRandom random = new SplittableRandom(49);
        for (int round = 0; round < 200; round++) {
            SegmentGrid grid = SegmentGrid.whole(CELL, 224_100);
            long longestUs = 1 + random.nextLong(3_000_000);
            long firstUs = random.nextLong(3_000_000);
            long us = firstUs;
            long segments = 0;
            for (int frame = 0; frame < 50; frame++) {
                SegmentGrid.Step step = grid.frame(Ticks.ofUs(us), 1);
                segments += step.fills().size() + (step.cut() == Cut.SEGMENT ? 1 : 0);
                Capture soFar = new Capture(1, START_US, firstUs, us, true, true);
                assertThat(of(List.of(soFar, capture(2, 0, true))).mediaSequence())
                        .isEqualTo(segments);
                us += 1 + random.nextLong(longestUs);
            }
        }
    }

    /** A topic forgets a long capture's head, bit by bit. */
    @Test
    void numbersRiseWhileACaptureLosesItsHead() {
        long before = 0;
        for (long lostUs = 0; lostUs < 36_000_000_000L; lostUs += 360_000_000) {
            Capture rest = new Capture(1, START_US, lostUs, 36_000_000_000L, lostUs == 0, true);
            long now = of(List.of(rest)).mediaSequence();
            assertThat(now - before).isGreaterThanOrEqualTo(lostUs == 0 ? 0 : 180);
            before = now;
        }
    }

    private static PlaylistNumbers of(List<Capture> captures) {
        return Numbering.of(
                new StartPoint(
                        new Beginning(captures.size(), Long.MIN_VALUE),
                        captures.size(),
                        captures,
                        Optional.empty(),
                        Optional.empty()),
                CELL);
    }

    private static Capture capture(long epoch, long lastUs, boolean whole) {
        return new Capture(epoch, START_US + epoch * 1_000_000_000L, 0, lastUs, whole, true);
    }
}
