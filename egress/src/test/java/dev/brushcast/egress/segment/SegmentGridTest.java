package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentGridTest {

    private static final long CELL = 180_000;
    private static final long LONGEST = 224_100;

    private final SegmentGrid grid = SegmentGrid.whole(CELL, LONGEST);

    @Test
    void aSegmentBeginsWithTheFirstFrameOfACell() {
        assertThat(cuts(0, 90_000, 179_999, 180_000, 350_000, 361_000)).containsExactly(0L, 180_000L, 361_000L);
    }

    @Test
    void whereItBeganMakesNoDifferenceToTheCuts() {
        assertThat(cuts(100_000, 170_000, 181_000, 300_000, 360_000)).containsExactly(100_000L, 181_000L, 360_000L);
    }

    @Test
    void aLongHoleIsFilledAtTheBoundaries() {
        grid.frame(0, 1);

        SegmentGrid.Step step = grid.frame(560_000, 1);

        assertThat(times(step.fills())).containsExactly(180_000L, 360_000L);
        assertThat(step.cut()).isEqualTo(Cut.SEGMENT);
    }

    @Test
    void fillsLieOnTheGridWhereverTheSegmentBegan() {
        grid.frame(50_000, 1);

        assertThat(times(grid.frame(560_000, 1).fills())).containsExactly(180_000L, 360_000L);
        assertThat(times(grid.end(800_000))).containsExactly(720_000L);
    }

    @Test
    void anEgressThatCameLaterCutsAtTheSameTimes() {
        SegmentGrid later = SegmentGrid.whole(CELL, LONGEST);
        List<Long> all = new ArrayList<>();
        List<Long> rest = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        long pts = 0;
        for (int i = 0; i < 500; i++) {
            all.addAll(starts(grid, pts));
            if (i >= 100) {
                rest.addAll(starts(later, pts));
            }
            pts += random.nextInt(10) == 0 ? random.nextLong(1, 900_000) : random.nextLong(1, 9000);
        }

        long whole = rest.get(1); // the first segment of an egress that came later begins where it came
        assertThat(rest.subList(1, rest.size())).isEqualTo(all.subList(all.indexOf(whole), all.size()));
    }

    private static List<Long> starts(SegmentGrid of, long pts) {
        SegmentGrid.Step step = of.frame(pts, 1);
        List<Long> starts = new ArrayList<>(times(step.fills()));
        if (step.cut() == Cut.SEGMENT) {
            starts.add(pts);
        }
        return starts;
    }

    @Test
    void anEndFarAwayIsFilledToo() {
        grid.frame(0, 1);

        assertThat(times(grid.end(230_000))).containsExactly(180_000L);
        assertThat(SegmentGrid.whole(CELL, LONGEST).end(1_000_000))
                .as("nothing to repeat")
                .isEmpty();
    }

    @Test
    void aSegmentMayLastAsLongAsIsAllowed() {
        grid.frame(0, 1);

        assertThat(grid.end(LONGEST)).isEmpty();
        assertThat(grid.frame(LONGEST, 1)).isEqualTo(new SegmentGrid.Step(List.of(), Cut.SEGMENT));
    }

    @Test
    void aGridWithoutRoomForASegmentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentGrid.whole(0, LONGEST));
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentGrid.whole(CELL, CELL));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSegmentIsEverTooLong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> starts = new ArrayList<>();
        long pts = random.nextLong(500_000);
        for (int i = 0; i < 2000; i++) {
            SegmentGrid.Step step = grid.frame(pts, 1);
            starts.addAll(times(step.fills()));
            if (step.cut() == Cut.SEGMENT) {
                starts.add(pts);
            }
            pts += random.nextInt(20) == 0 ? random.nextLong(1, 900_000) : random.nextLong(1, 9000);
        }
        for (int i = 1; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 1)).isBetween(1L, LONGEST);
        }
    }

    private List<Long> cuts(long... times) {
        List<Long> cuts = new ArrayList<>();
        for (long time : times) {
            if (grid.frame(time, 1).cut() == Cut.SEGMENT) {
                cuts.add(time);
            }
        }
        return cuts;
    }

    private static List<Long> times(List<SegmentGrid.Fill> fills) {
        return fills.stream().map(SegmentGrid.Fill::pts).toList();
    }
}
