package dev.brushcast.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.FrameLatency;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadBoardTest {

    private static final long MS = 1_000_000;
    private static final FrameLatency FRAME = Experience.of(10.0 * MS);

    private long nowNanos;
    private final LoadBoard board = new LoadBoard(() -> nowNanos);

    @Test
    void whatIsInTheEngineAndDueBeforeCountsUntilItIsAnswered() {
        LoadBoard.Work work = board.begin(Load.NONE, 4, FRAME, 500 * MS);

        assertThat(board.seen(600 * MS).aheadNanos()).isEqualTo(40.0 * MS);
        assertThat(board.seen(400 * MS).aheadNanos()).isZero();

        work.asked();
        work.answered(4);
        assertThat(board.seen(600 * MS).aheadNanos()).isZero();
        work.close();
    }

    @Test
    void aChunkThatIsGivenUpLeavesNothingBehind() {
        board.begin(Load.NONE, 4, FRAME, 500 * MS).close();

        assertThat(board.seen(600 * MS).aheadNanos()).isZero();
    }

    @Test
    void aStreamThatHasCeasedAsksForNothing() {
        board.heard("a", new Demand(30, 4, Ways.of(FRAME, 0)), Duration.ofMillis(133));
        board.heard("b", new Demand(30, 4, Ways.of(FRAME, 0)), Duration.ofMillis(133));
        nowNanos += Duration.ofSeconds(1).toNanos();
        board.heard("b", new Demand(30, 4, Ways.of(FRAME, 0)), Duration.ofMillis(133));
        assertThat(board.seen(0).streams()).hasSize(2);

        nowNanos += Duration.ofMillis(1500).toNanos();

        assertThat(board.seen(0).streams()).hasSize(1);
    }

    @Test
    void timesOfAnEngineThatMeasuresNothingAreLearned() {
        assertThat(board.byExperience()).isEmpty();

        LoadBoard.Work first = board.begin(Load.NONE, 4, null, 500 * MS);
        first.asked();
        nowNanos += 80 * MS;
        first.answered(4);
        first.close();

        assertThat(board.byExperience().orElseThrow().alone(4)).isEqualTo(80.0 * MS);
    }

    @Test
    void aPauseThatMadeEverythingSlowIsForgotten() {
        FrameLatency measured = new FrameLatency(new Flat(), new Flat(), new Flat(), 1, 1, true);
        for (int i = 0; i < 30; i++) {
            LoadBoard.Work work = board.begin(board.seen(0), 4, measured, nowNanos);
            work.asked();
            nowNanos += 3_000 * MS;
            work.answered(4);
            work.close();
        }
        double slow = board.seen(nowNanos).slowdown();
        nowNanos += Duration.ofMinutes(2).toNanos();

        assertThat(slow).isGreaterThan(2);
        assertThat(board.seen(nowNanos).slowdown()).isLessThan(1.01 + slow / 1000);
    }

    @Test
    void whatIsSavedComesAtOnceAndGoesAfterAWhileSoThatNoPictureFlickersBetweenSizes() {
        FrameLatency full = Experience.of(20.0 * MS);
        Ways ways = new Ways(new TreeMap<>(Map.of(Economy.FULL, full, 50, Experience.of(5.0 * MS))), 0);
        assertThat(economyWith(ways, 80)).as("1.6 times what it has").isEqualTo(50);

        nowNanos += 1_000 * MS;
        assertThat(economyWith(ways, 10)).as("a second later").isEqualTo(50);

        nowNanos += 5_000 * MS;
        assertThat(economyWith(ways, 48)).as("0.96 of it").isEqualTo(50);
        assertThat(economyWith(ways, 40)).as("0.8 of it").isEqualTo(Economy.FULL);
    }

    private int economyWith(Ways ways, double framesPerSecond) {
        board.heard("a", new Demand(framesPerSecond, 4, ways), Duration.ofMillis(133));
        return board.seen(nowNanos).economy().percent();
    }

    @Test
    void aChunkOfWhichHalfWasRenderedWasHalfOfTheWork() {
        FrameLatency frame = new FrameLatency(new PerRow(), new PerRow(), new PerRow(), 1, 1, false);
        for (int i = 0; i < 40; i++) {
            LoadBoard.Work work = board.begin(board.seen(0), 4, frame, nowNanos);
            work.asked();
            nowNanos += 20 * MS;
            work.answered(2);
            work.close();
        }

        assertThat(board.seen(nowNanos).effort()).isEqualTo(1);
    }

    private record PerRow() implements FrameLatency.Curve {

        @Override
        public double nanos(int rows) {
            return rows * 10.0 * MS;
        }

        @Override
        public int best(int waiting) {
            return waiting;
        }
    }

    private record Flat() implements FrameLatency.Curve {

        @Override
        public double nanos(int rows) {
            return 10.0 * MS;
        }

        @Override
        public int best(int waiting) {
            return waiting;
        }
    }
}
