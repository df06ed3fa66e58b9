package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Splices within segments of two seconds in parts of half a second, 25 frames a second. */
class SpliceGridTest {

    private static final long CELL = 180_000;
    private static final long LONGEST = 224_100;
    private static final long PART = 45_090;
    private static final long FRAME = 3_600;
    private static final double SHORTEST = 0.85;

    private final SegmentGrid grid = SegmentGrid.inParts(CELL, LONGEST, PART);

    @Test
    void decodingCanBeginWithTheFirstFrameAtOrAfterASplice() {
        grid.cutAt(20 * FRAME - 100);

        assertThat(cuts(grid, 0, 60))
                .containsEntry(20 * FRAME, Cut.KEY_PART)
                .containsEntry(50 * FRAME, Cut.SEGMENT)
                .doesNotContainEntry(19 * FRAME, Cut.KEY_PART);
    }

    @Test
    void aPartThatEndsEarlyBeginsWithAKeyPictureToo() {
        grid.cutAt(20 * FRAME);

        // parts of twelve frames: the one from frame 12 on has eight, which is too short for one that needs others
        assertThat(cuts(grid, 0, 40))
                .containsEntry(12 * FRAME, Cut.KEY_PART)
                .containsEntry(20 * FRAME, Cut.KEY_PART)
                .containsEntry(32 * FRAME, Cut.PART);
    }

    @Test
    void aPartThatIsLongEnoughNeedsNone() {
        grid.cutAt(23 * FRAME);

        assertThat(cuts(grid, 0, 40)).containsEntry(12 * FRAME, Cut.PART).containsEntry(23 * FRAME, Cut.KEY_PART);
    }

    @Test
    void aSpliceThatIsKnownTooLateWaitsUntilItsPartIsLongEnough() {
        assertThat(cuts(grid, 0, 15)).containsEntry(12 * FRAME, Cut.PART);
        grid.cutAt(15 * FRAME);

        assertThat(cuts(grid, 15, 40))
                .hasEntrySatisfying(23 * FRAME, cut -> assertThat(cut).isEqualTo(Cut.KEY_PART))
                .doesNotContainKey(15 * FRAME);
    }

    @Test
    void aSegmentThatBeginsThereIsCutEnough() {
        grid.cutAt(50 * FRAME);

        assertThat(cuts(grid, 0, 70).values()).doesNotContain(Cut.KEY_PART);
    }

    @Test
    void aSegmentOfOnePieceIsCutInTwo() {
        SegmentGrid whole = SegmentGrid.whole(CELL, LONGEST);
        whole.cutAt(20 * FRAME);

        assertThat(cuts(whole, 0, 100)).hasSize(3).containsEntry(20 * FRAME, Cut.KEY_PART);
    }

    @Test
    void whereverTheSplicesAreNoSegmentMovesNoPartIsTooLongOrTooShortAndWhoComesLaterCutsTheSame() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SegmentGrid first = SegmentGrid.inParts(CELL, LONGEST, PART);
            SegmentGrid plain = SegmentGrid.inParts(CELL, LONGEST, PART);
            SegmentGrid later = SegmentGrid.inParts(CELL, LONGEST, PART);
            NavigableMap<Long, Cut> all = new TreeMap<>();
            NavigableMap<Long, Cut> rest = new TreeMap<>();
            NavigableMap<Long, Cut> without = new TreeMap<>();
            List<Long> splices = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                if (random.nextInt(20) == 0) {
                    long at = (i + random.nextLong(0, 60)) * FRAME - random.nextLong(0, 5);
                    splices.add(at);
                    first.cutAt(at);
                    later.cutAt(at);
                }
                all.putAll(cuts(first, i, i + 1));
                without.putAll(cuts(plain, i, i + 1));
                if (i >= 100) {
                    rest.putAll(cuts(later, i, i + 1));
                }
            }
            assertThat(rest).as("seed %d", seed).isEqualTo(all.tailMap(100 * FRAME, true));
            assertThat(segments(all)).isEqualTo(segments(without));
            assertPartsAreRight(all);
            splices.removeIf(splice -> splice > 380 * FRAME); // those after the last part that is long enough
            for (long splice : splices) {
                assertThat(all.tailMap(splice, true).entrySet().stream()
                                .filter(cut -> cut.getValue().isKey())
                                .findFirst())
                        .hasValueSatisfying(
                                cut -> assertThat(cut.getKey() - splice).isLessThan(PART));
            }
        }
    }

    private static void assertPartsAreRight(NavigableMap<Long, Cut> cuts) {
        for (Long begin : cuts.keySet()) {
            Long end = cuts.higherKey(begin);
            if (end != null) {
                assertThat(end - begin).isLessThanOrEqualTo(PART);
                boolean mayBeShort = cuts.get(begin).isKey() || cuts.get(end) == Cut.SEGMENT;
                assertThat(mayBeShort || end - begin >= SHORTEST * PART)
                        .as("from %d to %d", begin, end)
                        .isTrue();
            }
        }
    }

    private static List<Long> segments(NavigableMap<Long, Cut> cuts) {
        return cuts.entrySet().stream()
                .filter(cut -> cut.getValue() == Cut.SEGMENT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static NavigableMap<Long, Cut> cuts(SegmentGrid grid, int from, int to) {
        NavigableMap<Long, Cut> cuts = new TreeMap<>();
        for (int i = from; i < to; i++) {
            SegmentGrid.Step step = grid.frame(i * FRAME, FRAME);
            if (step.cut() != Cut.NONE) {
                cuts.put(i * FRAME, step.cut());
            }
        }
        return cuts;
    }
}
