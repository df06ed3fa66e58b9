package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.publish.DeliveryException;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which captures follow one another, and which is the last. */
@Timeout(30)
class CaptureLoopTest {

    private final CaptureBench bench = new CaptureBench();

    @Test
    void aLiveSourceThatBreaksOffIsOpenedAgainHoweverLongItTakesToClose() throws Exception {
        FakeSource slow = FakeSource.thatEnds(EndKind.BROKEN).closingFor(Duration.ofMillis(20));

        bench.capture(slow, slow, slow);

        assertThat(bench.tally.summary().epochs()).isEqualTo(3);
        assertThat(bench.output.video).extracting(VideoChunk::getEpoch).contains(1L, 2L, 3L);
        assertThat(bench.tally.summary().endedEarly()).isEqualTo("reset");
    }

    @Test
    void whatASourceSentBeforeItIsReadIsCountedAsLeftOut() throws Exception {
        bench.capture(FakeSource.thatEnds(EndKind.COMPLETE).thatSentBefore(150));

        assertThat(bench.tally.summary().framesDropped()).containsExactly(Map.entry("before-start", 150L));
        assertThat(bench.tally.summary().framesPublished()).isEqualTo(2);
    }

    @Test
    void aSourceThatSaysThatItIsAtItsEndIsNotOpenedAgain() throws Exception {
        FakeSource whole = FakeSource.thatEnds(EndKind.COMPLETE);

        bench.capture(whole, whole);

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        assertThat(bench.opened).isEqualTo(1);
    }

    @Test
    void aPublisherThatClosesAndComesBackIsCapturedAgain() throws Exception {
        bench.capture(FakeSource.thatEnds(EndKind.CLOSED), FakeSource.thatEnds(EndKind.CLOSED));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aRecordingThatIsServedAgainHasEndedAndNoEarlierThanItShould() throws Exception {
        FakeSource clip = FakeSource.thatEnds(EndKind.CLOSED);

        bench.capture(clip, clip);

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
        assertThat(bench.tally.summary().endedEarly()).isNull();
    }

    @Test
    void whoeverSaysThatItIsLiveIsBelieved() throws Exception {
        bench.config = bench.config.withPacing(Pacing.REAL_TIME);
        FakeSource clip = FakeSource.thatEnds(EndKind.CLOSED);

        bench.capture(clip, clip, clip);

        assertThat(bench.tally.summary().epochs()).isEqualTo(3);
    }

    @Test
    void aRecordingWhoseConnectionBrokeIsOpenedAgain() throws Exception {
        FakeSource clip = FakeSource.thatEnds(EndKind.BROKEN);

        bench.capture(clip, clip);

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aLivePlaylistThatHasAnEndNowHasReachedIt() throws Exception {
        bench.capture(
                FakeSource.thatEnds(EndKind.CLOSED),
                FakeSource.thatEnds(EndKind.CLOSED).asRecording());

        assertThat(bench.tally.summary().epochs()).isEqualTo(1);
    }

    @Test
    void brokersThatAreAwayWhileTheSourceComesBackDoNotEndTheStream() throws Exception {
        Queue<RuntimeException> away = new ArrayDeque<>(List.of(
                new UserError("Topic streams could not be read within 20 s", new TimeoutException()),
                new TimeoutException("no brokers")));
        bench.nextEpoch = () -> {
            if (bench.tally.summary().epochs() == 1 && !away.isEmpty()) {
                throw away.remove();
            }
            return bench.tally.summary().epochs() + 1L;
        };
        FakeSource broken = FakeSource.thatEnds(EndKind.BROKEN);

        bench.capture(broken, broken, broken, FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void brokersThatDidNotTakeARecordInTimeDoNotEndALiveStream() throws Exception {
        bench.output.failure = new DeliveryException(new TimeoutException("expired"));

        bench.capture(FakeSource.thatEnds(EndKind.BROKEN), FakeSource.thatEnds(EndKind.COMPLETE));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
    }

    @Test
    void aSlotThatAnotherStreamTookMeanwhileEndsTheStream() {
        UserError taken = new UserError("Slot 0 is taken");
        bench.nextEpoch = () -> {
            if (bench.tally.summary().epochs() == 1) {
                throw taken;
            }
            return 1;
        };

        assertThatThrownBy(
                        () -> bench.capture(FakeSource.thatEnds(EndKind.BROKEN), FakeSource.thatEnds(EndKind.BROKEN)))
                .isSameAs(taken);
    }

    @Test
    void aSourceThatGoesOnAsAnotherIsAnotherEpochOnTheSameClock() throws Exception {
        FakeSource whole = FakeSource.thatEnds(EndKind.COMPLETE);
        bench.capture(whole.goingOnAs(whole));

        assertThat(bench.tally.summary().epochs()).isEqualTo(2);
        assertThat(bench.tally.summary().framesPublished()).isEqualTo(4);
        long first = bench.output.video.getFirst().getEpochStartUs();
        assertThat(bench.output.video)
                .filteredOn(chunk -> chunk.getEpoch() == 2)
                .isNotEmpty()
                .allSatisfy(chunk -> assertThat(chunk.getEpochStartUs()).isEqualTo(first + 80_000));
        assertThat(bench.output.video).filteredOn(VideoChunk::getEndOfEpoch).hasSize(2);
    }

    @Test
    void packetsThatAreCodedOtherwiseNeverStandUnderTheOldFormat(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("aac-rate.ts");
        try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream("/clips/aac-rate.ts"))) {
            Files.copy(bytes, file);
        }
        MediaSource source = new MediaSource.LocalFile(file);
        bench.config = IngestConfig.of(source);
        bench.capture(OpenSource.open(source, InputOptions.DEFAULT, new Cancellation()));

        assertThat(bench.output.audio)
                .extracting(AudioChunk::getEpoch, AudioChunk::getSampleRate)
                .containsOnly(tuple(1L, 48_000), tuple(2L, 44_100));
        assertThat(bench.tally.summary().framesPublished()).isEqualTo(24);
        assertThat(bench.tally.summary().endedEarly()).isNull();
        assertThat(bench.output.specs).extracting(EpochStart::getEpoch).containsExactly(1L, 2L);
    }
}
