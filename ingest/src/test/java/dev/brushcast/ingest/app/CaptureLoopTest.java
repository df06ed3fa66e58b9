package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.StreamSpec;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.SourceConnection;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CaptureLoopTest {

    private final RuntimeException nobody = new SourceAbsentException("Connection refused");

    private final ManualClock clock = new ManualClock();
    private final Tally tally = new Tally();
    private final CollectedOutput output = new CollectedOutput();
    private final Queue<Object> coming = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private IngestConfig config = IngestConfig.of(MediaSource.parse("tcp://localhost:1"));
    private LongSupplier nextEpoch = () -> tally.summary().epochs() + 1L;
    private int opened;

    @Test
    void aLiveSourceThatBreaksOffIsOpenedAgainHoweverLongItTakesToClose() throws Exception {
        FakeSource slow = FakeSource.thatEnds(EndKind.BROKEN).closingFor(Duration.ofMillis(20));

        capture(slow, slow, slow);

        assertThat(tally.summary().epochs()).isEqualTo(3);
        assertThat(output.video).extracting(VideoChunk::getEpoch).contains(1L, 2L, 3L);
        assertThat(tally.summary().endedEarly()).isEqualTo("reset");
    }

    @Test
    void aSourceThatSaysThatItIsAtItsEndIsNotOpenedAgain() throws Exception {
        FakeSource whole = FakeSource.thatEnds(EndKind.COMPLETE);

        capture(whole, whole);

        assertThat(tally.summary().epochs()).isEqualTo(1);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aPublisherThatClosesAndComesBackIsCapturedAgain() throws Exception {
        capture(FakeSource.thatEnds(EndKind.CLOSED), FakeSource.thatEnds(EndKind.CLOSED));

        assertThat(tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aRecordingThatIsServedAgainHasEndedAndNoEarlierThanItShould() throws Exception {
        FakeSource clip = FakeSource.thatEnds(EndKind.CLOSED);

        capture(clip, clip);

        assertThat(tally.summary().epochs()).isEqualTo(1);
        assertThat(tally.summary().endedEarly()).isNull();
    }

    @Test
    void whoeverSaysThatItIsLiveIsBelieved() throws Exception {
        config = config.withPacing(Pacing.REAL_TIME);
        FakeSource clip = FakeSource.thatEnds(EndKind.CLOSED);

        capture(clip, clip, clip);

        assertThat(tally.summary().epochs()).isEqualTo(3);
    }

    @Test
    void aRecordingWhoseConnectionBrokeIsOpenedAgain() throws Exception {
        FakeSource clip = FakeSource.thatEnds(EndKind.BROKEN);

        capture(clip, clip);

        assertThat(tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aLivePlaylistThatHasAnEndNowHasReachedIt() throws Exception {
        capture(
                FakeSource.thatEnds(EndKind.CLOSED),
                FakeSource.thatEnds(EndKind.CLOSED).asRecording());

        assertThat(tally.summary().epochs()).isEqualTo(1);
    }

    @Test
    void aSourceThatIsNotThereYetIsWaitedForAndThatIsTold() throws Exception {
        capture(nobody, nobody, nobody, FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(tally.summary().epochs()).isEqualTo(1);
        assertThat(told).singleElement().asString().contains("waiting for tcp://localhost:1", "Connection refused");
    }

    @Test
    void waitingEndsInTimeWithTheErrorOfToday() {
        assertThatThrownBy(() -> capture(nobody)).isSameAs(nobody);
        assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void withoutWaitingTheFirstRefusalIsTheError() {
        config = config.withConnection(config.connection().withWaitFor(WaitLimit.parse("0")));

        assertThatThrownBy(() -> capture(nobody)).isSameAs(nobody);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void whatIsThereAndNoVideoIsNotWaitedFor() {
        MediaException wrong = new MediaException("has no picture track");

        assertThatThrownBy(() -> capture(wrong)).isSameAs(wrong);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aSourceThatWasLookedAtIsNotOpenedASecondTime() throws Exception {
        coming.add(FakeSource.thatEnds(EndKind.COMPLETE));
        try (SourceConnection connection = connection()) {
            assertThat(connection.look().displayWidth()).isEqualTo(16);
            run(connection);
        }

        assertThat(opened).isEqualTo(1);
        assertThat(tally.summary().framesRead()).isEqualTo(2);
    }

    @Test
    void aPublisherThatComesBackAfterAMinuteIsFoundWithinTwoSeconds() throws Exception {
        config = config.withConnection(config.connection()
                .withReconnect(config.connection().reconnect().withGiveUpAfter(WaitLimit.FOREVER)));
        List<Duration> pauses = clock.waits();

        Object[] sources = new Object[200];
        Arrays.fill(sources, nobody);
        sources[0] = FakeSource.thatEnds(EndKind.BROKEN);
        sources[199] = FakeSource.thatEnds(EndKind.COMPLETE);
        capture(sources);

        assertThat(tally.summary().epochs()).isEqualTo(2);
        assertThat(waited()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void aSourceThatStaysAwayEndsTheStreamAfterTheTimeThatIsSet() throws Exception {
        capture(FakeSource.thatEnds(EndKind.BROKEN));

        assertThat(waited()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
        assertThat(told).singleElement().asString().contains("has broken off", "1m");
    }

    @Test
    void brokersThatAreAwayWhileTheSourceComesBackDoNotEndTheStream() throws Exception {
        Queue<RuntimeException> away = new ArrayDeque<>(List.of(
                new UserError("Topic streams could not be read within 20 s", new TimeoutException()),
                new TimeoutException("no brokers")));
        nextEpoch = () -> {
            if (tally.summary().epochs() == 1 && !away.isEmpty()) {
                throw away.remove();
            }
            return tally.summary().epochs() + 1L;
        };
        FakeSource broken = FakeSource.thatEnds(EndKind.BROKEN);

        capture(broken, broken, broken, FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void brokersThatDidNotTakeARecordInTimeDoNotEndALiveStream() throws Exception {
        output.failure = new DeliveryException(new TimeoutException("expired"));

        capture(FakeSource.thatEnds(EndKind.BROKEN), FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aSlotThatAnotherStreamTookMeanwhileEndsTheStream() {
        UserError taken = new UserError("Slot 0 is taken");
        nextEpoch = () -> {
            if (tally.summary().epochs() == 1) {
                throw taken;
            }
            return 1;
        };

        assertThatThrownBy(() -> capture(FakeSource.thatEnds(EndKind.BROKEN), FakeSource.thatEnds(EndKind.BROKEN)))
                .isSameAs(taken);
    }

    @Test
    void aSourceThatGoesOnAsAnotherIsAnotherEpochOnTheSameClock() throws Exception {
        FakeSource whole = FakeSource.thatEnds(EndKind.COMPLETE);
        capture(whole.goingOnAs(whole));

        assertThat(tally.summary().epochs()).isEqualTo(2);
        assertThat(tally.summary().framesPublished()).isEqualTo(4);
        long first = output.video.getFirst().getEpochStartUs();
        assertThat(output.video)
                .filteredOn(chunk -> chunk.getEpoch() == 2)
                .isNotEmpty()
                .allSatisfy(chunk -> assertThat(chunk.getEpochStartUs()).isEqualTo(first + 80_000));
        assertThat(output.video).filteredOn(VideoChunk::getEndOfEpoch).hasSize(2);
    }

    @Test
    void packetsThatAreCodedOtherwiseNeverStandUnderTheOldFormat(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("aac-rate.ts");
        try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream("/clips/aac-rate.ts"))) {
            Files.copy(bytes, file);
        }
        MediaSource source = new MediaSource.LocalFile(file);
        config = IngestConfig.of(source);
        capture(OpenSource.open(source, InputOptions.DEFAULT, new Cancellation()));

        assertThat(output.audio)
                .extracting(AudioChunk::getEpoch, AudioChunk::getSampleRate)
                .containsOnly(tuple(1L, 48_000), tuple(2L, 44_100));
        assertThat(tally.summary().framesPublished()).isEqualTo(24);
        assertThat(tally.summary().endedEarly()).isNull();
        assertThat(output.specs).extracting(StreamSpec::getEpoch).containsExactly(1L, 2L);
    }

    /** Captures what comes, a source or a failure; after the last of it nobody is there any more. */
    private void capture(Object... sources) throws InterruptedException {
        coming.addAll(List.of(sources));
        try (SourceConnection connection = connection()) {
            run(connection);
        }
    }

    private void run(SourceConnection connection) throws InterruptedException {
        new CaptureLoop(
                        new CaptureContext(config, output, clock, connection.stop(), tally),
                        connection,
                        nextEpoch,
                        new Random(1))
                .run();
    }

    private SourceConnection connection() {
        return new SourceConnection(
                config.source(), config.connection(), (limits, stop) -> open(), clock, new Random(1), told::add);
    }

    private OpenSource open() {
        opened++;
        Object next = coming.isEmpty() ? nobody : coming.remove();
        if (next instanceof RuntimeException failure) {
            throw failure;
        }
        return (OpenSource) next;
    }

    private Duration waited() {
        return clock.waits().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
