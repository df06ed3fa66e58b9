package dev.brushcast.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.ViewerSlack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViewerReportsTest {

    private long nowNanos;
    private final ViewerReports reports = new ViewerReports(() -> nowNanos);

    @Test
    void theNewestReportOfAStreamCounts() {
        reports.heard("a", new ViewerSlack("a", 0L, 1L, 1_500_000L));
        reports.heard("a", new ViewerSlack("a", 0L, 1L, 1_700_000L));

        assertThat(reports.budgetUs("a")).hasValue(1_700_000);
        assertThat(reports.budgetUs("b")).isEmpty();
    }

    @Test
    void aReportThatIsSecondsOldIsNone() {
        reports.heard("a", new ViewerSlack("a", 0L, 1L, 1_500_000L));
        nowNanos += Duration.ofSeconds(6).toNanos();

        assertThat(reports.budgetUs("a")).isEmpty();
    }
}
