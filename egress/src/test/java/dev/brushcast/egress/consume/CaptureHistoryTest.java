package dev.brushcast.egress.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.kafka.SlotReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CaptureHistoryTest {

    private static final TopicPartition SLOT =
            new TopicPartition(Topics.UNPREFIXED.sourceVideo().name(), 3);
    private static final long SECOND = 1_000_000;
    private static final long CHUNK_US = 160_000;

    private final PaperTopic<VideoChunk> topic = new PaperTopic<>(SLOT);
    private final SlotReader<VideoChunk> recording = new SlotReader<>(
            topic, (_, _) -> RecordSource.of(topic), SLOT.topic(), new StreamAddress("main", 3), _ -> {}, () -> 0);

    @Test
    void aStreamThatBeginsHasOneCapture() {
        capture("main", 1, 0, 10);

        assertThat(captures()).containsExactly(new Capture(1, start(1), 0, 9 * CHUNK_US + 40_000, true, true));
    }

    @Test
    void capturesAreFoundOldestFirstByTheirEnds() {
        for (long epoch = 1; epoch <= 5; epoch++) {
            capture("main", epoch, 0, 500);
        }

        assertThat(captures()).extracting(Capture::epoch).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(captures()).extracting(Capture::lastUs).containsOnly(499 * CHUNK_US + 40_000);
        assertThat(topic.polled()).as("what is between is not read").isLessThan(2 * 5 * 200L);
    }

    @Test
    void aCaptureWhoseHeadHasLeftTheTopicIsNotWhole() {
        capture("main", 4, 20, 40);
        capture("main", 5, 0, 40);

        assertThat(captures())
                .containsExactly(
                        new Capture(4, start(4), 20 * CHUNK_US, 39 * CHUNK_US + 40_000, false, true),
                        new Capture(5, start(5), 0, 39 * CHUNK_US + 40_000, true, true));
    }

    @Test
    void chunksWithoutFramesSayNothingOfWhereACaptureEnds() {
        for (long epoch = 1; epoch <= 2; epoch++) {
            capture("main", epoch, 0, 30);
            VideoChunk last = VideoChunk.newBuilder(chunk("main", epoch, 30, 0))
                    .setFrames(List.of())
                    .setEndOfEpoch(true)
                    .build();
            topic.add("main", (start(epoch) + 30 * CHUNK_US) / 1000, last);
        }

        assertThat(CaptureHistory.upTo(recording, recording.newest().orElseThrow()))
                .extracting(Capture::lastUs)
                .containsExactly(29 * CHUNK_US + 40_000, 29 * CHUNK_US + 40_000);
    }

    @Test
    void whoHadTheSlotBeforeIsPassedOverAndSoAreMarkersOfTransactions() {
        capture("other", 7, 0, 30);
        capture("main", 1, 0, 30);
        topic.skip(200);
        capture("other", 8, 0, 30);
        capture("main", 2, 0, 30);
        topic.skip(50);

        assertThat(captures()).extracting(Capture::epoch).containsExactly(1L, 2L);
    }

    @Test
    void aCaptureThatIsHeldLastsAsLongAsThat() {
        capture("main", 1, 0, 30);
        held("main", 1, 30, 60 * SECOND, true);
        capture("main", 2, 0, 30);
        held("main", 2, 30, 90 * SECOND, false);

        assertThat(captures())
                .extracting(Capture::lastUs)
                .allSatisfy(us -> assertThat(us % (30 * SECOND)).isGreaterThan(30 * SECOND - 30))
                .extracting(us -> us / SECOND)
                .containsExactly(59L, 89L);
    }

    @Test
    void aLastChunkWithoutFramesDoesNotMakeACaptureShort() {
        capture("main", 1, 0, 30);
        end("main", 1, 30);
        capture("main", 2, 0, 30);
        end("main", 2, 30);

        assertThat(captures()).extracting(Capture::lastUs).containsOnly(29 * CHUNK_US + 40_000);
    }

    @Test
    void thePictureThatIsHeldAtAMomentIsThatOfTheLastChunkWithFrames() {
        capture("main", 1, 0, 30);
        capture("main", 2, 0, 20);
        held("main", 2, 20, 60 * SECOND, false);

        assertThat(CaptureHistory.pictureBefore(recording, (start(2) + 50 * SECOND) / 1000, 2))
                .contains(19 * CHUNK_US);
        assertThat(CaptureHistory.pictureBefore(recording, start(2) / 1000, 2))
                .as("the capture before is another picture")
                .isEmpty();
    }

    private void held(String stream, long epoch, long sequence, long untilUs, boolean end) {
        VideoChunk chunk = VideoChunk.newBuilder(chunk(stream, epoch, sequence, untilUs))
                .setFrames(List.of())
                .setHeldUntilUs(untilUs)
                .setEndOfEpoch(end)
                .build();
        topic.add(stream, (start(epoch) + untilUs) / 1000, chunk);
    }

    private void end(String stream, long epoch, long sequence) {
        VideoChunk chunk = VideoChunk.newBuilder(chunk(stream, epoch, sequence, 0))
                .setFrames(List.of())
                .setEndOfEpoch(true)
                .build();
        topic.add(stream, (start(epoch) + sequence * CHUNK_US) / 1000, chunk);
    }

    @Test
    void aCaptureThatHasJustLeftTheTopicIsNone() {
        capture("main", 1, 0, 30);
        VideoChunk newest = recording.newest().orElseThrow();
        topic.forget();

        assertThat(CaptureHistory.upTo(recording, newest)).isEmpty();
    }

    private List<Capture> captures() {
        return CaptureHistory.upTo(recording, recording.newest().orElseThrow());
    }

    private void capture(String stream, long epoch, long firstChunk, long chunks) {
        LongStream.range(firstChunk, chunks).forEach(sequence -> {
            long ptsUs = sequence * CHUNK_US;
            topic.add(stream, (start(epoch) + ptsUs) / 1000, chunk(stream, epoch, sequence, ptsUs));
        });
    }

    private static VideoChunk chunk(String stream, long epoch, long sequence, long ptsUs) {
        List<VideoFrame> frames = LongStream.range(0, 2)
                .mapToObj(i -> new VideoFrame(
                        sequence * 2 + i,
                        ptsUs + i * 40_000,
                        40_000L,
                        start(epoch),
                        ByteBuffer.wrap(new byte[] {1}),
                        null))
                .toList();
        return new VideoChunk(
                stream,
                epoch,
                sequence,
                start(epoch),
                start(epoch),
                64,
                48,
                25,
                1,
                true,
                PayloadFormat.JPEG,
                frames,
                List.of(),
                false,
                null,
                null,
                List.of(),
                null,
                false,
                null);
    }

    private static long start(long epoch) {
        return 1_700_000_000 * SECOND + epoch * 1_000 * SECOND;
    }
}
