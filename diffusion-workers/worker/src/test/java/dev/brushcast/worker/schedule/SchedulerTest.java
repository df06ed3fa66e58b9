package dev.brushcast.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.FrameLatency;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerTest {

    private static final Duration BUDGET = Duration.ofMillis(1200);
    private static final long MS = 1_000_000;
    private static final int FRAME_MS = 33;

    private final Scheduler scheduler = new Scheduler(Duration.ofSeconds(5));

    /** Every row takes as long, in batches or alone. */
    private record Linear(double rowNanos) implements FrameLatency.Curve {

        @Override
        public double nanos(int rows) {
            return rows * rowNanos;
        }

        @Override
        public int best(int waiting) {
            return waiting;
        }
    }

    private static FrameLatency latency(double frameMs, int steps) {
        Linear nothing = new Linear(0);
        return new FrameLatency(nothing, new Linear(frameMs / steps * MS), nothing, steps, 1, true);
    }

    private static ChunkAsk chunk(long sequence, long ageMs, boolean whole, FrameLatency latency, int fewest) {
        List<ChunkAsk.Frame> frames = IntStream.range(0, 4)
                .mapToObj(i ->
                        new ChunkAsk.Frame(sequence * 4 + i, (BUDGET.toMillis() - ageMs - (3L - i) * FRAME_MS) * MS))
                .toList();
        return new ChunkAsk(
                true,
                sequence,
                whole,
                frames,
                Duration.ofMillis(ageMs),
                Duration.ofMillis(ageMs),
                BUDGET,
                Optional.of(Ways.of(latency, fewest)));
    }

    private static ChunkAsk chunk(long sequence, long ageMs, Ways ways) {
        ChunkAsk ask = chunk(sequence, ageMs, false, ways.full(), 0);
        return new ChunkAsk(true, sequence, false, ask.frames(), ask.age(), ask.waited(), BUDGET, Optional.of(ways));
    }

    /** Pictures that take as long as they have pixels. */
    private static Ways sized(FrameLatency full, int fewest) {
        double nanos = full.denoise().nanos(1);
        NavigableMap<Integer, FrameLatency> bySize = new TreeMap<>();
        for (int percent : List.of(100, 75, 50)) {
            Linear nothing = new Linear(0);
            Linear step = new Linear(nanos * percent * percent / 10_000);
            bySize.put(percent, new FrameLatency(nothing, step, nothing, full.steps(), 1, true));
        }
        return new Ways(bySize, fewest);
    }

    private static Load load(double aheadMs, int streams, FrameLatency latency, int fewest) {
        return load(aheadMs, Collections.nCopies(streams, Ways.of(latency, fewest)));
    }

    private static Load load(double aheadMs, List<Ways> streams) {
        List<Demand> demands = streams.stream()
                .map(ways -> new Demand(1000.0 / FRAME_MS, 4, ways))
                .toList();
        Load load = new Load(aheadMs * MS, demands, 1, 1, 0, Economy.NONE);
        return load.with(load.bestEconomy());
    }

    @Test
    void whatCanBeMetIsRenderedThoughItIsLate() {
        FrameLatency quick = latency(5, 1);

        Schedule schedule = scheduler.decide(chunk(0, 1000, false, quick, 0), load(0, 1, quick, 0));

        assertThat(schedule.decision()).isEqualTo(LagDecision.RENDER);
        assertThat(schedule.rendered()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void onlyAsManyFramesAreRenderedAsWillBeDoneInTime() {
        FrameLatency slow = latency(50, 1);

        // 200 ms left for the last frame, 101 for the first, which the chunk has to be there for: one takes 50, two
        // 100.
        Schedule schedule = scheduler.decide(chunk(0, 1000, false, slow, 0), load(0, 0, slow, 0));

        assertThat(schedule.decision()).isEqualTo(LagDecision.THIN_OUT);
        assertThat(schedule.rendered()).hasSize(1);
    }

    @Test
    void whereAViewerWaitsAlreadyWhatTheLastFramesHaveLeftIsUsed() {
        FrameLatency frame = latency(20, 1);

        // 101 ms left for the first frame at an age of 1000, so 2 over at 1103; 97 for the last one.
        Schedule schedule = scheduler.decide(chunk(0, 1103, false, frame, 0), load(0, 0, frame, 0));

        assertThat(schedule.rendered()).isNotEmpty().doesNotContain(0);
    }

    @Test
    void aChunkThatWasHeldUpOnItsWayIsRenderedAsLongAsTheWorkerIsNotBehind() {
        FrameLatency frame = latency(10, 1); // four streams ask for 1.2 times what it has
        ChunkAsk old = chunk(3, 900, false, frame, 0);
        ChunkAsk heldUp =
                new ChunkAsk(true, 3, false, old.frames(), old.age(), Duration.ofMillis(5), BUDGET, old.ways());

        assertThat(scheduler.decide(heldUp, load(0, 4, frame, 0)).rendered()).hasSize(4);
        assertThat(scheduler.decide(old, load(0, 4, frame, 0)).rendered()).hasSizeLessThan(4);
    }

    @Test
    void workThatIsAheadCounts() {
        FrameLatency slow = latency(50, 1);

        assertThat(scheduler
                        .decide(chunk(0, 700, false, slow, 0), load(0, 0, slow, 0))
                        .rendered())
                .hasSize(4);
        assertThat(scheduler
                        .decide(chunk(0, 700, false, slow, 0), load(390, 0, slow, 0))
                        .rendered())
                .hasSizeLessThan(3);
        assertThat(scheduler
                        .decide(chunk(0, 700, false, slow, 0), load(600, 0, slow, 0))
                        .decision())
                .isEqualTo(LagDecision.REUSE_LATE);
    }

    @ParameterizedTest
    @CsvSource({"1250, REUSE_LATE", "4999, REUSE_LATE", "5000, PASSTHROUGH", "3600000, PASSTHROUGH"})
    void whatNobodyCanMeetIsNotRendered(long ageMs, LagDecision decision) {
        FrameLatency quick = latency(5, 1);

        Schedule schedule = scheduler.decide(chunk(0, ageMs, false, quick, 0), load(0, 1, quick, 0));

        assertThat(schedule.decision()).isEqualTo(decision);
        assertThat(schedule.rendered()).isEmpty();
    }

    @Test
    void recordedStreamsAreRenderedHoweverLate() {
        FrameLatency slow = latency(5000, 1);
        ChunkAsk late = chunk(0, 3_600_000, false, slow, 0);
        ChunkAsk recorded = new ChunkAsk(
                false, 0, false, late.frames(), late.age(), late.waited(), BUDGET, Optional.of(Ways.of(slow, 0)));

        Schedule schedule = scheduler.decide(recorded, load(60_000, 9, slow, 0));

        assertThat(schedule.rendered()).hasSize(4);
        assertThat(schedule.beginWithinNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aWorkerWithTooMuchToDoThinsOutAllStreamsAlikeAndEvenly() {
        FrameLatency frame = latency(20, 1); // four streams of 30 frames a second ask for 2.4 times what it has
        int rendered = 0;
        for (int sequence = 0; sequence < 100; sequence++) {
            int now = scheduler
                    .decide(chunk(sequence, 850, false, frame, 0), load(0, 4, frame, 0))
                    .rendered()
                    .size();
            assertThat(now).isBetween(0, 2);
            rendered += now;
        }
        assertThat(rendered / 400.0).isBetween(0.25, 1 / 2.4);
    }

    @Test
    void aModelThatLooksBackThinsOutByWholeChunks() {
        FrameLatency frame = latency(20, 1);
        for (int sequence = 0; sequence < 100; sequence++) {
            assertThat(scheduler
                            .decide(chunk(sequence, 850, true, frame, 0), load(0, 4, frame, 0))
                            .rendered()
                            .size())
                    .isIn(0, 4);
        }
    }

    @Test
    void nothingIsLeftOutWhileHalfOfTheTimeIsLeft() {
        FrameLatency frame = latency(20, 1);

        assertThat(scheduler
                        .decide(chunk(3, 100, false, frame, 0), load(0, 4, frame, 0))
                        .rendered())
                .hasSize(4);
    }

    @Test
    void stepsAreTakenAwayOnlyWhereTheStyleAllowsItAndBeforeFramesAre() {
        FrameLatency four = latency(16, 4);

        Schedule allowed = scheduler.decide(chunk(0, 300, false, four, 1), load(0, 4, four, 1));
        Schedule asAsked = scheduler.decide(chunk(0, 300, false, four, 0), load(0, 4, four, 0));

        // 30 frames a second of four streams: 480 ms a second for each step of 4 ms.
        assertThat(allowed.mostSteps()).isEqualTo(2);
        assertThat(allowed.rendered()).hasSize(4);
        assertThat(asAsked.mostSteps()).isEqualTo(4);
    }

    @Test
    void sizeIsTakenAwayWhereTheStyleAllowsItAndFewerStepsAreNotEnough() {
        FrameLatency two = latency(20, 2);
        Ways either = sized(two, 1);
        Ways full = Ways.of(two, 1);

        // 30 frames a second of four streams: 1.2 s a second for a step at full size, 0.7 at three quarters of each
        // side.
        Load ofAll = load(0, Collections.nCopies(4, either));
        Schedule smaller = scheduler.decide(chunk(0, 300, either), ofAll);
        assertThat(smaller.percent()).isEqualTo(75);
        assertThat(smaller.mostSteps()).isEqualTo(1);
        assertThat(smaller.rendered()).hasSize(4);

        // One step of two streams is enough, so none of them is made smaller.
        Schedule fewer = scheduler.decide(chunk(0, 300, either), load(0, Collections.nCopies(2, either)));
        assertThat(fewer.percent()).isEqualTo(Economy.FULL);
        assertThat(fewer.mostSteps()).isEqualTo(1);

        // Beside others, a style that does not allow it keeps its size.
        assertThat(scheduler.decide(chunk(0, 300, full), ofAll).percent()).isEqualTo(Economy.FULL);
    }

    @Test
    void aSizeThatDoesForSomeStreamsLeavesTheOthersTheirTime() {
        FrameLatency frame = latency(20, 1);
        Load half = load(0, List.of(sized(frame, 0), sized(frame, 0), Ways.of(frame, 0)));

        // 1.8 s a second in all at full size; 0.3 for the two at half size, 0.6 for the third.
        assertThat(half.economy().percent()).isEqualTo(50);
        assertThat(half.affordable()).isEqualTo(1);
    }

    @Test
    void noFewerStepsAreTakenThanWillDo() {
        FrameLatency four = latency(80, 4);

        Schedule schedule = scheduler.decide(chunk(0, 300, false, four, 3), load(0, 9, four, 3));

        assertThat(schedule.rendered()).isNotEmpty();
        assertThat(schedule.mostSteps()).isEqualTo(3);
    }

    @Test
    void aModelThatIsTooSlowForAnyDeadlineIsAskedForOneFrameOfAChunkNevertheless() {
        FrameLatency hopeless = latency(3000, 1);

        Schedule schedule = scheduler.decide(chunk(0, 50, false, hopeless, 0), load(0, 1, hopeless, 0));

        assertThat(schedule.rendered()).hasSize(1);
        assertThat(schedule.beginWithinNanos()).isEqualTo(1150 * MS);
    }

    @Test
    void whatNobodyKnowsTheTimeOfIsRendered() {
        ChunkAsk known = chunk(0, 1000, false, latency(1, 1), 0);
        ChunkAsk unknown =
                new ChunkAsk(true, 0, false, known.frames(), known.age(), known.waited(), BUDGET, Optional.empty());

        assertThat(scheduler.decide(unknown, Load.NONE).rendered()).hasSize(4);
    }

    @Test
    void theShareOfAnyNumberOfFramesIsWhatWasAskedFor() {
        for (double share : new double[] {0.1, 1 / 3.0, 0.5, 0.77}) {
            long picked = IntStream.range(0, 1000)
                    .filter(number -> Scheduler.picks(number, share))
                    .count();
            assertThat(picked).isBetween((long) (1000 * share) - 1, (long) (1000 * share) + 1);
        }
    }
}
