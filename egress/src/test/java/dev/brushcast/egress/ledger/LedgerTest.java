package dev.brushcast.egress.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.egress.rendition.Air;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Duration HOLD_BACK = Duration.ofMillis(1500);
    private static final Duration PART = Duration.ofMillis(500);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nowUs = 10_000_000;
    private final EgressMetrics metrics = new EgressMetrics(registry, "cat");
    private final Ledger ledger =
            new Ledger(() -> Instant.EPOCH.plus(nowUs, ChronoUnit.MICROS), metrics, HOLD_BACK, PART);

    @Test
    void everyFrameIsInExactlyOneCount() {
        show(Outcome.STYLED, Outcome.STYLED, Outcome.REUSED_SIMILAR, Outcome.REUSED_LATE, Outcome.PASSTHROUGH);
        show(Outcome.held("deadline"), Outcome.held("missing"), Outcome.held("deadline"));
        ledger.dropped(3, "frame-rate");

        EgressReport.Frames frames = ledger.report().frames();
        long held = frames.held().values().stream().mapToLong(Long::longValue).sum();
        long dropped =
                frames.dropped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(frames.in()).isEqualTo(11);
        assertThat(frames.styled()
                        + frames.reused().similar()
                        + frames.reused().late()
                        + frames.passthrough()
                        + held
                        + dropped)
                .isEqualTo(frames.in());
        assertThat(frames.out()).isEqualTo(frames.in() - dropped);
        assertThat(registry.get("brushcast.egress.frames")
                        .tag("outcome", "held")
                        .tag("reason", "deadline")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatViewersSeeIsOneOfThreeStates() {
        assertThat(states()).containsExactly(0.0, 0.0, 0.0);
        ledger.air(Air.LIVE);
        assertThat(states()).containsExactly(1.0, 0.0, 0.0);
        ledger.air(Air.HOLD);
        assertThat(states()).containsExactly(0.0, 1.0, 0.0);
        ledger.air(Air.SLATE);
        assertThat(states()).containsExactly(0.0, 0.0, 1.0);
    }

    private List<Double> states() {
        return Stream.of("live", "hold", "slate")
                .map(state -> registry.get("brushcast.egress.state")
                        .tag("state", state)
                        .gauge()
                        .value())
                .toList();
    }

    @Test
    void chunksThatCameTwiceOrTooLateAreInTheReportAndTheMetrics() {
        ledger.ignored(IgnoredChunk.DUPLICATE);
        ledger.ignored(IgnoredChunk.STALE);
        ledger.ignored(IgnoredChunk.STALE);

        assertThat(ledger.report().staleChunks()).isEqualTo(2);
        assertThat(ledger.report().duplicateChunks()).isEqualTo(1);
        assertThat(registry.get("brushcast.egress.chunks.ignored")
                        .tag("reason", "stale")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void stagesAddUpToTheWhole() {
        ledger.chunkArrived(new Provenance("builtin", "00ff", "cpu", 4, true)); // at 10.0 s
        nowUs = 10_300_000;
        ledger.shown(
                0,
                Outcome.STYLED,
                new Journey(9_000_000, 9_100_000, 9_250_000, 9_800_000, 1000, 2000, 3000, 4000, 500, 4));
        nowUs = 11_000_000;
        ledger.published(1);

        EgressReport report = ledger.report();
        double sum = 0;
        for (String stage : new String[] {"ingest", "toWorker", "worker", "toEgress", "encode", "segment"}) {
            sum += p50(report, stage);
        }
        assertThat(p50(report, "endToEnd")).isBetween(1999.0, 2002.0);
        assertThat(sum).isBetween(1995.0, 2005.0);
        assertThat(p50(report, "queue")).isBetween(0.99, 1.01);
        assertThat(p50(report, "latentEncode")).isBetween(1.99, 2.01);
        assertThat(p50(report, "denoise")).isBetween(2.99, 3.01);
        assertThat(p50(report, "latentDecode")).isBetween(3.99, 4.01);
        assertThat(p50(report, "payload")).isBetween(0.49, 0.51);
        Timer endToEnd = registry.get("brushcast.egress.latency").timer();
        assertThat(endToEnd.count()).isEqualTo(1);
        assertThat(endToEnd.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2000);
        assertThat(ledger.progress().latencyMs()).isEqualTo(2000);
    }

    @Test
    void aFrameIsPlayableWithTheSegmentThatHoldsItAndNotBefore() {
        ledger.chunkArrived(new Provenance("builtin", "00ff", "cpu", 4, true));
        captured(0, 9_000_000);
        captured(40_000, 9_040_000);
        ledger.published(40_000);
        assertThat(ledger.progress().latencyMs()).as("the first frame's").isEqualTo(1000);
        nowUs = 12_040_000;
        ledger.published(80_000);
        assertThat(ledger.progress().latencyMs()).as("the second frame's").isEqualTo(3000);
        assertThat(ledger.progress().mediaSeconds()).isEqualTo(0.04);
        ledger.published(80_000);
        assertThat(ledger.progress().latencyMs()).as("nothing new").isEqualTo(3000);
    }

    @Test
    void whatTheOutputHadToMakeUpIsInTheReportAndTheMetrics() {
        ledger.filled(2);
        ledger.filled(3);
        ledger.silent(1_500_000);
        ledger.silent(20_400);

        assertThat(ledger.progress().filled()).isEqualTo(5);
        assertThat(ledger.report().silentSeconds()).isEqualTo(1.52);
        assertThat(registry.get("brushcast.egress.filled").counter().count()).isEqualTo(5);
        assertThat(registry.get("brushcast.egress.silence").counter().count()).isEqualTo(1.5204);
    }

    @Test
    void framesThatNeverCameToBePutOutAreDroppedByTheirCause() {
        show(Outcome.STYLED);
        ledger.dropped(2, "stopped");
        assertThat(registry.get("brushcast.egress.frames")
                        .tag("outcome", "dropped")
                        .tag("reason", "stopped")
                        .counter()
                        .count())
                .isEqualTo(2);

        EgressReport report = ledger.report().andDropped("stopped", 5).andDropped("stopped", 0);
        assertThat(report.frames().dropped()).isEqualTo(Map.of("stopped", 7L));
        assertThat(report.frames().in()).isEqualTo(8);
        assertThat(report.frames().out()).isEqualTo(1);
        FrameCounts counts = ledger.progress().andDropped("stopped", 5).frames();
        assertThat(counts.dropped()).isEqualTo(Map.of("stopped", 7L));
        assertThat(counts.andDropped("stopped", -1)).isSameAs(counts);
        assertThat(counts.styled()).isEqualTo(1);
    }

    @Test
    void theRateIsFramesPerSecond() {
        for (int i = 0; i < 101; i++) {
            show(Outcome.STYLED);
            nowUs += 40_000;
        }

        assertThat(ledger.report().fps()).isEqualTo(25);
        assertThat(ledger.progress().fps()).isBetween(24.0, 26.0);
    }

    @Test
    void whatAViewerOfTheLiveEdgeSeesIsInTheReportAndTheMetrics() {
        ledger.published(2_000_000);
        nowUs += 2_500_000;

        assertThat(ledger.report().play()).isEqualTo(new ContinuousPlay(2, 0.5, 1));
        assertThat(registry.get("brushcast.egress.continuous.play.ratio")
                        .gauge()
                        .value())
                .isEqualTo(0.8);
        assertThat(registry.get("brushcast.egress.stalls").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.get("brushcast.egress.stalled").functionCounter().count())
                .isEqualTo(0.5);
    }

    @Test
    void metersGoWithTheirStreamAndThoseOfOneThatIsMadeAnewAreItsOwn() {
        show(Outcome.STYLED, Outcome.PASSTHROUGH);
        ledger.ignored(IgnoredChunk.STALE);
        ledger.air(Air.SLATE);
        metrics.close();

        assertThat(registry.getMeters()).isEmpty();

        try (EgressMetrics anew = new EgressMetrics(registry, "cat")) {
            anew.air(Air.LIVE);
            assertThat(states()).containsExactly(1.0, 0.0, 0.0);
        }
    }

    @Test
    void theTimeBetweenChunksIsAMetric() {
        for (int chunk = 0; chunk < 3; chunk++) {
            ledger.chunkArrived(Provenance.NONE);
            nowUs += 160_000;
        }

        Timer gaps = registry.get("brushcast.egress.chunk.gap").timer();
        assertThat(gaps.count()).isEqualTo(2);
        assertThat(gaps.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(320);
    }

    @Test
    void theReportHasItsFormat() throws Exception {
        ledger.chunkArrived(new Provenance("builtin", "00ff", "cuda:0", 2, false));
        show(Outcome.STYLED);
        ledger.dropped(2, "frame-rate");

        assertThat(new ObjectMapper().writeValueAsString(ledger.report())).isEqualTo("""
                {"frames":{"in":3,"styled":1,"reused":{"similar":0,"late":0},"passthrough":0,"held":{},\
                "dropped":{"frame-rate":2},"out":1},"staleChunks":0,"duplicateChunks":0,"implausibleChunks":0,"fps":0.0,"latencyMs":{},"silentSeconds":0.0,\
                "play":{"playedSeconds":0.0,"stalledSeconds":0.0,"stalls":0,"ratio":1.0},"model":"builtin","device":"cuda:0",\
                "styleRevision":2,"push":[],\
                "removedPushes":{"targets":0,"sent":0,"dropped":0,"connections":0}}""");
    }

    private void captured(long ptsUs, long capturedAtUs) {
        ledger.shown(
                ptsUs,
                Outcome.STYLED,
                new Journey(capturedAtUs, capturedAtUs, capturedAtUs, capturedAtUs, 0, 0, 0, 0, 0, 4));
    }

    private static double p50(EgressReport report, String stage) {
        return Objects.requireNonNull(report.latencyMs().get(stage)).p50();
    }

    private void show(Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            ledger.shown(0, outcome, Journey.UNKNOWN);
        }
    }
}
