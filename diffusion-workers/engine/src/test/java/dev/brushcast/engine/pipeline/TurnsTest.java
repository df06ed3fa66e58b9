package dev.brushcast.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.batch.MeasuredBatchSizes;
import dev.brushcast.engine.model.LatentShape;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final LatentShape SHAPE = new LatentShape(4, 8, 8);
    private static final MeasuredBatchSizes DENOISER = taking(100);

    @Test
    void aHeavyNetworkWaitsUntilTheUnetIsDone() throws InterruptedException {
        Turns turns = new Turns(true);
        Taker decoder = new Taker(turns.unlessQuick(taking(50), DENOISER, SHAPE));
        Turns.Held held = turns.always().take();

        decoder.start();
        while (decoder.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(decoder.hasHadItsTurn()).isFalse();

        held.close();
        assertThat(decoder.join(Duration.ofSeconds(10))).isTrue();
        assertThat(decoder.hasHadItsTurn()).isTrue();
    }

    @Test
    void aQuickOneWaitsForNobody() throws InterruptedException {
        Turns turns = new Turns(true);
        assertGetsItsTurnDuringACall(turns, turns.unlessQuick(taking(10), DENOISER, SHAPE));
    }

    @Test
    void whereNetworksDoNotShareCoresNobodyWaits() throws InterruptedException {
        Turns turns = new Turns(false);
        assertGetsItsTurnDuringACall(turns, turns.unlessQuick(taking(50), DENOISER, SHAPE));
    }

    private static void assertGetsItsTurnDuringACall(Turns turns, Turns.Turn turn) throws InterruptedException {
        Taker taker = new Taker(turn);
        try (Turns.Held _ = turns.always().take()) {
            taker.start();
            assertThat(taker.join(Duration.ofSeconds(10))).isTrue();
            assertThat(taker.hasHadItsTurn()).isTrue();
        }
    }

    private static MeasuredBatchSizes taking(double nanos) {
        return new MeasuredBatchSizes(_ -> BatchCurve.exact(Map.of(1, nanos)));
    }

    /** Takes one turn. */
    private static final class Taker extends Thread {

        private final Turns.Turn turn;
        private final CountDownLatch had = new CountDownLatch(1);

        Taker(Turns.Turn turn) {
            this.turn = turn;
            setDaemon(true);
        }

        boolean hasHadItsTurn() {
            return had.getCount() == 0;
        }

        @Override
        public void run() {
            try (Turns.Held _ = turn.take()) {
                had.countDown();
            }
        }
    }
}
