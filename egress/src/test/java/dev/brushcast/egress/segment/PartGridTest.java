package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of segments of two seconds, half a second each. */
class PartGridTest {

    private static final long CELL = 180_000;
    private static final long LONGEST = 224_100;
    private static final long PART = 45_090;

    private final SegmentGrid grid = SegmentGrid.inParts(CELL, LONGEST, PART);

    /** A picture, and what it begins. */
    private record Shown(long pts, Cut cut) {}

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 15, 20, 24, 25, 30, 50, 60})
    void atUsualRatesPartsAreFullWithoutARepeatedPicture(int framesPerSecond) {
        long frame = 90_000 / framesPerSecond;
        List<Shown> shown = steady(frame, 10 * framesPerSecond);

        assertThat(shown).hasSize(10 * framesPerSecond);
        assertPartsAreLegal(shown);
        assertThat(shown.stream().filter(picture -> picture.cut() == Cut.SEGMENT))
                .hasSize(5);
    }

    @Test
    void aSlowSourcesPictureIsShownAgainWhereAPartIsFull() {
        List<Shown> shown = steady(90_000, 4);

        assertThat(shown)
                .contains(new Shown(45_090, Cut.PART), new Shown(180_000, Cut.SEGMENT))
                .doesNotContain(new Shown(90_000, Cut.SEGMENT));
        assertPartsAreLegal(shown);
    }

    @Test
    void aHoleIsFilledPartByPartAndOnTheGrid() {
        List<Shown> shown = new ArrayList<>();
        add(shown, grid.frame(50_000, 3000), 50_000);
        add(shown, grid.frame(560_000, 3000), 560_000);

        assertThat(shown)
                .contains(
                        new Shown(180_000, Cut.SEGMENT),
                        new Shown(360_000, Cut.SEGMENT),
                        new Shown(540_000, Cut.SEGMENT));
        assertPartsAreLegal(shown);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTimesGiveLegalPartsWhichAnEgressThatCameLaterFindsToo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SegmentGrid later = SegmentGrid.inParts(CELL, LONGEST, PART);
        List<Shown> all = new ArrayList<>();
        List<Shown> rest = new ArrayList<>();
        long pts = random.nextLong(500_000);
        for (int i = 0; i < 2000; i++) {
            long duration = random.nextLong(1, 9000);
            add(all, grid.frame(pts, duration), pts);
            if (i >= 100) {
                add(rest, later.frame(pts, duration), pts);
            }
            pts += random.nextInt(20) == 0 ? random.nextLong(1, 900_000) : duration;
        }

        assertPartsAreLegal(all);
        int from = 1;
        while (rest.get(from).cut() != Cut.SEGMENT) {
            from++;
        }
        assertThat(rest.subList(from, rest.size())).isEqualTo(all.subList(all.indexOf(rest.get(from)), all.size()));
    }

    /** However it is told that a picture is held, and whoever came later, parts and segments begin at the same times. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aHeldPictureIsCutAsTimeGoesWithASegmentInEachCell(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SegmentGrid later = SegmentGrid.inParts(CELL, LONGEST, PART);
        List<Shown> all = new ArrayList<>();
        long pts = random.nextLong(500_000);
        add(all, grid.frame(pts, 3_000), pts);
        long until = pts;
        for (int i = 0; i < 200; i++) {
            until += random.nextLong(1, 60_000);
            addFills(all, grid.hold(until));
        }
        List<Shown> rest = new ArrayList<>();
        long boundary = 10 * CELL;
        add(rest, later.frame(boundary, 1), boundary);
        addFills(rest, later.hold(until));

        assertPartsAreLegal(all);
        assertThat(all.stream().filter(picture -> picture.cut() == Cut.SEGMENT).skip(1))
                .extracting(picture -> picture.pts() / CELL)
                .containsExactlyElementsOf(LongStream.rangeClosed(pts / CELL + 1, (until - 1) / CELL)
                        .boxed()
                        .toList());
        assertThat(rest).isEqualTo(all.subList(all.indexOf(rest.getFirst()), all.size()));
        long back = until + random.nextLong(60_000);
        SegmentGrid.Step step = grid.frame(back, 3_000);
        assertThat(later.frame(back, 3_000)).isEqualTo(step);
        add(all, step, back);
        assertPartsAreLegal(all);
    }

    @Test
    void partsThatAreLongerThanSegmentsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentGrid.inParts(CELL, LONGEST, CELL + 1));
    }

    private List<Shown> steady(long frame, int count) {
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            add(shown, grid.frame(i * frame, frame), i * frame);
        }
        return shown;
    }

    private static void addFills(List<Shown> to, List<SegmentGrid.Fill> fills) {
        fills.forEach(fill -> to.add(new Shown(fill.pts(), fill.cut())));
    }

    private static void add(List<Shown> to, SegmentGrid.Step step, long pts) {
        step.fills().forEach(fill -> to.add(new Shown(fill.pts(), fill.cut())));
        to.add(new Shown(pts, step.cut()));
    }

    /** RFC 8216bis, 4.4.4.9: none is longer than the target, and only the last of a segment is much shorter. */
    private static void assertPartsAreLegal(List<Shown> shown) {
        List<Shown> cuts =
                shown.stream().filter(picture -> picture.cut() != Cut.NONE).toList();
        for (int i = 1; i < cuts.size(); i++) {
            long duration = cuts.get(i).pts() - cuts.get(i - 1).pts();
            boolean last = cuts.get(i).cut() == Cut.SEGMENT;
            assertThat(duration).isBetween(last ? 1 : (long) (0.85 * PART), PART);
        }
        List<Long> segments = cuts.stream()
                .filter(cut -> cut.cut() == Cut.SEGMENT)
                .map(Shown::pts)
                .toList();
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i) - segments.get(i - 1)).isBetween(1L, LONGEST);
        }
    }
}
