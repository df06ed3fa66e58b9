package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.app.StartPoint.Reach;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Rendition.Position;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.segment.Cut;
import dev.brushcast.egress.segment.SegmentGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StartPointTest {

    private static final long CELL = 180_000;
    private static final long SECOND = 1_000_000;
    private static final long HEAD = Long.MIN_VALUE;

    @Test
    void aPlaylistReachesBackOverCaptures() {
        StartPoint start =
                in(live(1, 60), live(2, 10), live(3, 4), new Reach(14 * SECOND, false, OptionalLong.empty()));

        assertThat(start.epoch()).isEqualTo(2);
        assertThat(start.beginning().fromUs()).isEqualTo(HEAD);
        assertThat(start.newest()).isEqualTo(3);
        assertThat(start.captures()).extracting(Capture::epoch).containsExactly(1L, 2L);
        assertThat(start.fromMs()).hasValue(start(2) / 1000 - 10_000);
    }

    @Test
    void aLongCaptureIsNotReadFromItsHead() {
        StartPoint start =
                in(live(1, 36_001), live(2, 10), live(3, 4), new Reach(61 * SECOND, false, OptionalLong.empty()));

        assertThat(start.epoch()).isEqualTo(1);
        assertThat(start.beginning().fromUs())
                .as("where encoders begin anew before 36001 - (61 - 14) s")
                .isBetween(35_950 * SECOND - 6, 35_950 * SECOND);
        assertThat(start.fromMs().orElseThrow()).isBetween(start(1) / 1000 + 35_939_999, start(1) / 1000 + 35_940_000);
    }

    @Test
    void aRecordingOrOneThatIsBeingRecordedBeginsAtItsHead() {
        assertThat(in(live(1, 60), live(2, 60), live(3, 600), new Reach(15 * SECOND, true, OptionalLong.empty()))
                        .beginning()
                        .fromUs())
                .isEqualTo(HEAD);
        Capture recorded = new Capture(3, start(3), 0, 600 * SECOND, true, false);
        StartPoint start =
                in(List.of(live(1, 60), live(2, 60), recorded), new Reach(15 * SECOND, false, OptionalLong.empty()), 0);
        assertThat(start.beginning().fromUs()).isEqualTo(HEAD);
        assertThat(start.epoch()).isEqualTo(3);
    }

    @Test
    void whatIsNotAskedForIsNotPutOut() {
        assertThat(in(live(1, 5), live(2, 5), live(3, 5), Reach.NEWEST_CAPTURE).epoch())
                .isEqualTo(3);
        assertThat(in(
                                List.of(live(1, 5), live(2, 5), live(3, 5)),
                                new Reach(60 * SECOND, false, OptionalLong.empty()),
                                2)
                        .epoch())
                .isEqualTo(2);
        Capture recorded = new Capture(2, start(2), 0, 5 * SECOND, true, false);
        assertThat(in(List.of(live(1, 5), recorded, live(3, 5)), new Reach(60 * SECOND, false, OptionalLong.empty()), 0)
                        .epoch())
                .isEqualTo(3);
    }

    @Test
    void whatIsNotStyledYetIsNotWaitedFor() {
        List<Capture> captures = List.of(live(1, 600), live(2, 600), live(3, 4));
        Reach reach = new Reach(10 * SECOND, false, OptionalLong.empty());

        StartPoint behind = StartPoint.in(captures, Optional.of(new Position(2, 571 * SECOND)), reach, 0, CELL);
        assertThat(behind.epoch()).isEqualTo(2);
        assertThat(behind.beginning().fromUs()).as("before 571 - 10 s").isBetween(560 * SECOND - 6, 560 * SECOND);
        assertThat(behind.come()).contains(new Position(2, 571 * SECOND));
        assertThat(behind.newest()).isEqualTo(3);

        StartPoint nothing = StartPoint.in(captures, Optional.empty(), reach, 0, CELL);
        assertThat(nothing.come()).isEmpty();
        assertThat(StartPoint.in(captures, Optional.of(new Position(9, 0)), reach, 0, CELL))
                .as("of a capture that the recording does not have")
                .isEqualTo(nothing);
    }

    @Test
    void whatIsInTheFolderAlreadyIsGoneOnWithUnlessThatIsLongAgo() {
        List<Capture> captures = List.of(live(1, 600));
        Optional<Position> come = Optional.of(new Position(1, 500 * SECOND));

        assertThat(beginning(captures, come, 470))
                .as("30 s were put out by nobody")
                .isBetween(460, 470);
        assertThat(beginning(captures, come, 495)).as("players need more").isBetween(480, 490);
        assertThat(beginning(captures, come, 430)).as("after 70 s").isBetween(480, 490);
    }

    private static int beginning(List<Capture> captures, Optional<Position> come, long leftOffSeconds) {
        Reach reach = new Reach(
                10 * SECOND, false, OptionalLong.of(captures.getFirst().startUs() + leftOffSeconds * SECOND));
        StartPoint start = StartPoint.in(captures, come, reach, 0, CELL);
        return (int) (start.beginning().fromUs() / SECOND);
    }

    @Test
    void aRecordingIsShownAsItComes() {
        Capture recorded = new Capture(1, start(1), 0, 600 * SECOND, true, false);

        assertThat(in(List.of(recorded), new Reach(15 * SECOND, false, OptionalLong.empty()), 0)
                        .come())
                .isEmpty();
        assertThat(in(List.of(live(1, 60)), Reach.NEWEST_CAPTURE, 0).come()).isEmpty();
    }

    /** Whoever begins again names the very segments, by the very numbers, that whoever has gone on names. */
    @Test
    void aRestartNamesWhatWasNamed() {
        SplittableRandom random = new SplittableRandom(49);
        long windowUs = 20 * SECOND;
        Reach reach = new Reach(windowUs + 4 * SECOND, false, OptionalLong.empty());
        for (int round = 0; round < 300; round++) {
            List<Capture> captures = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int epoch = 1; epoch <= count; epoch++) {
                long firstUs = random.nextLong(3 * SECOND);
                long lastUs = firstUs + 40_000 * random.nextLong(1, random.nextBoolean() ? 60 : 2_000);
                captures.add(new Capture(epoch, start(epoch), firstUs, lastUs, true, true));
            }
            StartPoint start = in(captures, reach, 0);

            PlaylistWindow all = PlaylistWindow.newest(2, windowUs).from(PlaylistNumbers.FIRST);
            write(all, captures, HEAD);
            PlaylistWindow again = PlaylistWindow.newest(2, windowUs).from(Numbering.of(start, CELL));
            write(
                    again,
                    captures.subList(start.captures().size() - 1, count),
                    start.beginning().fromUs());

            assertThat(again.playlist()).isEqualTo(all.playlist());
        }
    }

    private static void write(PlaylistWindow window, List<Capture> captures, long fromUs) {
        boolean first = true;
        for (Capture capture : captures) {
            SegmentGrid grid = SegmentGrid.whole(CELL, 224_100);
            List<Long> cuts = new ArrayList<>();
            long us = capture.firstUs();
            for (; us <= capture.lastUs(); us += 40_000) {
                if (!first || us >= fromUs) {
                    SegmentGrid.Step step = grid.frame(Ticks.ofUs(us), 1);
                    step.fills().forEach(fill -> cuts.add(fill.pts()));
                    if (step.cut() == Cut.SEGMENT) {
                        cuts.add(Ticks.ofUs(us));
                    }
                }
            }
            cuts.add(Ticks.ofUs(us));
            for (int i = 0; i + 1 < cuts.size(); i++) {
                String name = "e" + capture.epoch() + "-" + grid.cellOf(cuts.get(i));
                boolean discontinuity = i == 0 && (!first || window.continues());
                window.add(new PlaylistEntry(
                        name, Ticks.toUs(cuts.get(i + 1) - cuts.get(i)), "map", Instant.EPOCH, discontinuity));
            }
            first = false;
        }
    }

    private static StartPoint in(Capture one, Capture two, Capture three, Reach reach) {
        return in(List.of(one, two, three), reach, 0);
    }

    /** Pictures are styled as far as there are any. */
    private static StartPoint in(List<Capture> captures, Reach reach, long firstEpoch) {
        Capture newest = captures.getLast();
        return StartPoint.in(
                captures, Optional.of(new Position(newest.epoch(), newest.lastUs())), reach, firstEpoch, CELL);
    }

    private static Capture live(long epoch, long seconds) {
        return new Capture(epoch, start(epoch), 0, seconds * SECOND, true, true);
    }

    private static long start(long epoch) {
        return 1_700_000_000_000_000L + epoch * 100_000 * SECOND;
    }
}
