package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.PortException;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a source is waited for that is not there, yet or again. */
@Timeout(30)
class WaitingForSourceTest {

    private final CaptureBench bench = new CaptureBench();

    @Test
    void aSourceThatIsNotThereYetIsWaitedForAndThatIsTold() throws Exception {
        bench.capture(bench.nobody, bench.nobody, bench.nobody, FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        assertThat(bench.told)
                .singleElement()
                .asString()
                .contains("waiting for tcp://localhost:1", "Connection refused");
    }

    @Test
    void waitingEndsInTimeWithTheErrorOfToday() {
        assertThatThrownBy(() -> bench.capture(bench.nobody)).isSameAs(bench.nobody);
        assertThat(bench.waited()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void withoutWaitingTheFirstRefusalIsTheError() {
        bench.config = bench.config.withConnection(bench.config.connection().withWaitFor(WaitLimit.parse("0")));

        assertThatThrownBy(() -> bench.capture(bench.nobody)).isSameAs(bench.nobody);
        assertThat(bench.opened).isEqualTo(1);
    }

    @Test
    void whatIsThereAndNoVideoIsNotWaitedFor() {
        MediaException wrong = new MediaException("has no picture track");

        assertThatThrownBy(() -> bench.capture(wrong)).isSameAs(wrong);
        assertThat(bench.opened).isEqualTo(1);
    }

    @Test
    void aSourceThatWasLookedAtIsNotOpenedASecondTime() throws Exception {
        bench.coming.add(FakeSource.thatEnds(EndKind.COMPLETE));
        try (SourceConnection connection = bench.connection()) {
            assertThat(connection.look().displayWidth()).isEqualTo(16);
            bench.run(connection);
        }

        assertThat(bench.opened).isEqualTo(1);
        assertThat(bench.tally.summary().framesRead()).isEqualTo(2);
    }

    @Test
    void aPublisherThatComesBackAfterAMinuteIsFoundWithinTwoSeconds() throws Exception {
        bench.config = bench.config.withConnection(bench.config
                .connection()
                .withReconnect(bench.config.connection().reconnect().withGiveUpAfter(WaitLimit.FOREVER)));
        List<Duration> pauses = bench.clock.waits();

        Object[] sources = new Object[200];
        Arrays.fill(sources, bench.nobody);
        sources[0] = FakeSource.thatEnds(EndKind.BROKEN);
        sources[199] = FakeSource.thatEnds(EndKind.COMPLETE);
        bench.capture(sources);

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
        assertThat(bench.waited()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void aSourceThatStaysAwayEndsTheStreamAfterTheTimeThatIsSet() throws Exception {
        bench.capture(FakeSource.thatEnds(EndKind.BROKEN));

        assertThat(bench.waited()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
        assertThat(bench.told).singleElement().asString().contains("has broken off", "1m");
    }

    @Test
    void aPortThatIsListenedAtIsOpenAgainAtOnceForWhoComesBack() throws Exception {
        bench.config = IngestConfig.of(MediaSource.parse("srt://:9000?mode=listener"));

        bench.capture(FakeSource.thatEnds(EndKind.BROKEN), FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
        assertThat(bench.waited()).isZero();
    }

    @Test
    void aPortThatGaveNothingIsNotOpenedAgainAndAgainWithoutAPause() throws Exception {
        bench.config = IngestConfig.of(MediaSource.parse("tcp://:9000?listen"));

        bench.capture(
                FakeSource.thatEnds(EndKind.BROKEN), bench.nobody, bench.nobody, FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.clock.waits()).hasSize(2).allMatch(Duration::isPositive);
    }

    @Test
    void aSourceThatGivesAMomentEachTimeIsNotOpenedSeveralTimesASecondAndOneThatLastedIsSoughtAtOnce()
            throws Exception {
        FakeSource moment = FakeSource.thatEnds(EndKind.BROKEN);
        FakeSource lasting = moment.ofFrames(100);

        bench.capture(moment, moment, moment, moment, moment, lasting, FakeSource.thatEnds(EndKind.COMPLETE));

        List<Duration> pauses = bench.clock.waits();
        assertThat(bench.tally.summary().epochs()).isEqualTo(7);
        assertThat(pauses.get(4)).as("after the fifth").isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(pauses.get(5)).as("after four seconds").isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aPublisherWhoSendsNoVideoDoesNotEndTheWaitForTheNextAndThatIsTold() throws Exception {
        bench.config = IngestConfig.of(MediaSource.parse("rtmp://:1935/live/s3cret?listen"));

        bench.capture(new MediaException("has no picture track"), FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        assertThat(bench.told)
                .anyMatch(line -> line.contains("listening for a publisher at rtmp://:1935/live/***"))
                .anyMatch(line -> line.contains("has no picture track; the next publisher is waited for"))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void aPortThatCannotBeListenedAtIsNotWaitedFor() {
        bench.config = IngestConfig.of(MediaSource.parse("rtmp://:80/live/key?listen"));
        PortException denied = PortException.of(80, "Permission denied");

        assertThatThrownBy(() -> bench.capture(denied)).isSameAs(denied);
        assertThat(bench.opened).isEqualTo(1);
    }
}
