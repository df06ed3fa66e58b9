package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.StreamSpec;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CaptureLoopTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private final StopSignal stop = new StopSignal();
    private final Tally tally = new Tally();
    private final CollectedOutput output = new CollectedOutput();

    @Test
    void aLiveSourceThatBreaksOffIsOpenedAgainHoweverLongItTakesToClose() throws Exception {
        OpenSource slow = FakeSource.thatBreaksOff().closingFor(Duration.ofMillis(20));

        capture(List.of(slow, slow, slow));

        assertThat(tally.summary().epochs()).isEqualTo(3);
        assertThat(output.video).extracting(VideoChunk::getEpoch).contains(1L, 2L, 3L);
        assertThat(stop.isGiven()).as("the user's stop").isFalse();
    }

    @Test
    void aSourceThatGoesOnAsAnotherIsAnotherEpochOnTheSameClock() throws Exception {
        capture(List.of(FakeSource.thatBreaksOff().goingOnAs(FakeSource.thatBreaksOff())));

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
    void packetsThatAreCodedOtherwiseNeverStandUnderTheOldFormat() throws Exception {
        captureFile("aac-rate.ts");

        assertThat(output.audio)
                .extracting(AudioChunk::getEpoch, AudioChunk::getSampleRate)
                .containsOnly(tuple(1L, 48_000), tuple(2L, 44_100));
        assertThat(tally.summary().framesPublished()).isEqualTo(24);
        assertThat(tally.summary().endedEarly()).isNull();
        assertThat(output.specs).extracting(StreamSpec::getEpoch).containsExactly(1L, 2L);
    }

    private void captureFile(String clip) throws Exception {
        Path file = folder.resolve(clip);
        try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream("/clips/" + clip))) {
            Files.copy(bytes, file);
        }
        MediaSource source = new MediaSource.LocalFile(file);
        new CaptureLoop(
                        new CaptureContext(IngestConfig.of(source), output, clock, stop, tally),
                        () -> OpenSource.open(source, InputOptions.DEFAULT, stop.cancellation()),
                        () -> tally.summary().epochs() + 1,
                        new Random(1))
                .run();
    }

    /** Captures what comes; after the last of it nobody is there any more. */
    private void capture(List<OpenSource> sources) throws InterruptedException {
        Queue<OpenSource> coming = new ArrayDeque<>(sources);
        IngestConfig config = IngestConfig.of(MediaSource.parse("tcp://localhost:1"));
        new CaptureLoop(
                        new CaptureContext(config, output, clock, stop, tally),
                        () -> {
                            OpenSource next = coming.poll();
                            if (next == null) {
                                throw new MediaException("nobody there");
                            }
                            return next;
                        },
                        () -> tally.summary().epochs() + 1,
                        new Random(1))
                .run();
    }
}
