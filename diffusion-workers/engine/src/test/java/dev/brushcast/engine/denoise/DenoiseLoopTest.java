package dev.brushcast.engine.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.ContinuousPlanner;
import dev.brushcast.engine.batch.FixedBatchSize;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whose turn it is under the continuous policy, and what the network is then given. */
class DenoiseLoopTest {

    private static final long PATIENCE = FrameTicket.PATIENCE.toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BatchLoop<DenoisingFrame> loop = new BatchLoop<>(
            new ContinuousPlanner(new FixedBatchSize(1)), new UnetCalls(new FixedBatchSize(1), new Nothing()));

    @Test
    void aFrameWithoutADeadlineGivesWayToALiveOne() {
        admit("recorded", Long.MAX_VALUE, 0);
        admit("live", SECOND, 0);
        assertThat(next()).isEqualTo("live");
    }

    @Test
    void aFrameWithoutADeadlineGivesWayToLaterLiveOnesOnlyForAWhile() {
        admit("recorded", Long.MAX_VALUE, 0);
        admit("live", PATIENCE - 1, PATIENCE - SECOND);
        admit("later", PATIENCE + 1, PATIENCE - SECOND);
        assertThat(List.of(next(), next(), next())).containsExactly("live", "recorded", "later");
    }

    @Test
    void framesWithoutADeadlineGoInTheOrderTheyCameIn() {
        admit("first", Long.MAX_VALUE, 7);
        admit("second", Long.MAX_VALUE, 7);
        admit("third", Long.MAX_VALUE, 8);
        assertThat(List.of(next(), next(), next())).containsExactly("first", "second", "third");
    }

    @Test
    void framesOfOneDeadlineGoInTheOrderTheyArrivedWhicheverWasPreparedFirst() {
        loop.admit(frame(new FrameTicket("second", SECOND, 0, 1, new AtomicInteger()), Guidance.OFF));
        loop.admit(frame(new FrameTicket("first", SECOND, 0, 0, new AtomicInteger()), Guidance.OFF));
        assertThat(List.of(next(), next())).containsExactly("first", "second");
    }

    @Test
    void theNetworkIsGivenNoMoreRowsThanItsBatchAndNeverNone() {
        List<Integer> calls = new ArrayList<>();
        BatchLoop<DenoisingFrame> pairs = new BatchLoop<>(
                new ContinuousPlanner(new FixedBatchSize(4)), new UnetCalls(new FixedBatchSize(2), new Calls(calls)));
        for (int i = 0; i < 2; i++) {
            pairs.admit(frame(ticket("a", i), new Guidance(GuidanceKind.FULL, 2, 1)));
        }
        pairs.advance(pairs.plan());
        assertThat(calls).containsExactly(2, 2);
        assertThat(pairs.inFlight()).isEmpty();

        for (int i = 0; i < 3; i++) {
            pairs.admit(frame(ticket("a", i), Guidance.OFF));
        }
        pairs.advance(pairs.plan());
        assertThat(calls).containsExactly(2, 2, 2, 1);
    }

    @Test
    void aFrameTakesTwoRowsWhereTheNegativePromptCounts() {
        assertThat(frame(ticket("a", 0), Guidance.OFF).rows()).isEqualTo(1);
        assertThat(frame(ticket("a", 0), new Guidance(GuidanceKind.FULL, 2, 1)).rows())
                .isEqualTo(2);
    }

    @Test
    void aFrameKnowsWhetherAnotherOfItsStreamIsOnItsWay() {
        AtomicInteger ahead = new AtomicInteger(1);
        DenoisingFrame frame = frame(new FrameTicket("a", SECOND, 0, 0, ahead), Guidance.OFF);
        assertThat(frame.moreToCome()).isTrue();
        ahead.set(0);
        assertThat(frame.moreToCome()).isFalse();
    }

    private void admit(String stream, long deadline, long entered) {
        loop.admit(frame(
                new FrameTicket(stream, deadline, entered, loop.inFlight().size(), new AtomicInteger()), Guidance.OFF));
    }

    private static FrameTicket ticket(String stream, int arrival) {
        return new FrameTicket(stream, SECOND, 0, arrival, new AtomicInteger());
    }

    private static DenoisingFrame frame(FrameTicket ticket, Guidance guidance) {
        StepPlan plan = new StepPlan(
                List.of(new StepCoefficients(1, 1, 0, 0, 1)),
                PredictionType.EPSILON,
                guidance,
                false,
                _ -> new float[1]);
        Conditioning prompt = new Conditioning(new float[1], null);
        return new DenoisingFrame(
                ticket, new LatentShape(1, 1, 1), plan, new PromptPair(prompt, prompt), new float[1], null, null, 0);
    }

    private String next() {
        DenoisingFrame planned = loop.plan().getFirst();
        loop.remove(planned);
        return planned.streamId();
    }

    private record Calls(List<Integer> sizes) implements Denoiser {

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            sizes.add(rows.size());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Nothing() implements Denoiser {

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
