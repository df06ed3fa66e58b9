package dev.brushcast.egress.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.Monitor;
import dev.brushcast.egress.timeline.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page and the metrics ask while frames are counted: nothing is read half written. */
class LedgerLocksTest {

    @Test
    void framesAreNotReadWhileTheyAreCounted() throws Exception {
        FrameTally tally = new FrameTally();

        assertThat(Monitor.isAwaitedBy(tally, () -> tally.count(Outcome.STYLED, 1)))
                .isTrue();
        assertThat(Monitor.isAwaitedBy(tally, tally::snapshot)).isTrue();
    }

    @Test
    void norRates() throws Exception {
        RateMeter rate = new RateMeter(Duration.ofSeconds(1));

        assertThat(Monitor.isAwaitedBy(rate, () -> rate.mark(1))).isTrue();
        assertThat(Monitor.isAwaitedBy(rate, () -> rate.perSecond(1))).isTrue();
        assertThat(Monitor.isAwaitedBy(rate, rate::overall)).isTrue();
    }

    @Test
    void norLatencies() throws Exception {
        LatencyBook book = new LatencyBook();

        assertThat(Monitor.isAwaitedBy(book, () -> book.record(Stage.INGEST, 1)))
                .isTrue();
        assertThat(Monitor.isAwaitedBy(book, book::snapshot)).isTrue();
    }
}
