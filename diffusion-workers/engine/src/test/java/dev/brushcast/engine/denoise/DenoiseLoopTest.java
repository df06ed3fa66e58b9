package dev.brushcast.engine.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.batch.ContinuousPlanner;
import dev.brushcast.engine.batch.FixedBatchSize;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whose turn it is under the continuous policy. */
class DenoiseLoopTest {

    private static final long PATIENCE = FrameTicket.PATIENCE.toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DenoiseLoop loop =
            new DenoiseLoop(new ContinuousPlanner(new FixedBatchSize(1)), new FixedBatchSize(1), new Nothing());

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

    private void admit(String stream, long deadline, long entered) {
        FrameTicket ticket =
                new FrameTicket(stream, deadline, entered, loop.inFlight().size(), new AtomicInteger());
        StepPlan plan = new StepPlan(
                List.of(new StepCoefficients(1, 1, 0, 0, 1)),
                PredictionType.EPSILON,
                Guidance.OFF,
                false,
                _ -> new float[1]);
        PromptPair prompts = new PromptPair(new Conditioning(new float[1], null), null);
        loop.admit(new DenoisingFrame(ticket, new LatentShape(1, 1, 1), plan, prompts, new float[1], null, null, 0));
    }

    private String next() {
        DenoisingFrame planned = loop.plan().getFirst();
        loop.remove(planned);
        return planned.streamId();
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
