package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.ingest.app.IngestWorld.Published;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.media.Rational;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.NumberedClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which records a source becomes, on a real broker. */
@Timeout(120)
@RunsOnKafka
final class PublishedRecordsIT {

    private static final int FRAMES = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private static Path folder;

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @SuppressWarnings("NullAway.Init") // by start
    private static Path clip;

    @BeforeAll
    static void start() {
        clip = folder.resolve("numbers.mp4");
        NumberedClip.write(clip, FRAMES, new Rational(25, 1), 256, 144, true);
    }

    @Test
    void everyFrameOfAFileArrivesOnceInOrderAtItsTime() throws Exception {
        Published published = world.ingest(world.config("file", clip.toString()));

        assertThat(published.frames())
                .extracting(VideoFrame::getNumber)
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        assertThat(published.frames())
                .extracting(VideoFrame::getPtsUs)
                .containsExactlyElementsOf(
                        LongStream.range(0, FRAMES).map(n -> n * 40_000).boxed().toList());
        assertThat(published.video())
                .extracting(VideoChunk::getSequence)
                .isSorted()
                .startsWith(0L);
        assertThat(published.video().getLast().getEndOfEpoch()).isTrue();
        assertThat(published.summary().framesPublished()).isEqualTo(FRAMES);
        assertThat(published.summary().mediaTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aSourceWithoutPicturesAsksForOneAtEachTime() throws Exception {
        Published published = world.ingest(world.config("prompted", "txt2img:size=256x128:rate=8:duration=1.5"));

        assertThat(published.frames())
                .extracting(VideoFrame::getPtsUs)
                .containsExactlyElementsOf(
                        LongStream.range(0, 12).map(n -> n * 125_000).boxed().toList());
        assertThat(published.frames()).allMatch(frame -> frame.getData().remaining() == 0);
        assertThat(published.video()).allSatisfy(chunk -> {
            assertThat(chunk.getFormat()).isEqualTo(PayloadFormat.NONE);
            assertThat(chunk.getWidth()).isEqualTo(256);
            assertThat(chunk.getHeight()).isEqualTo(128);
            assertThat(chunk.getLive()).isFalse();
        });
        assertThat(published.video().getLast().getEndOfEpoch()).isTrue();
        assertThat(published.audio())
                .singleElement()
                .satisfies(none -> assertThat(none.getEndOfEpoch()).isTrue());
    }

    @Test
    void thePicturesAreThoseOfTheFile() throws Exception {
        Published published = world.ingest(world.config("pictures", clip.toString()));

        VideoChunk first = published.video().getFirst();
        try (FramePayload payload = FramePayloads.of(first.getFormat())) {
            assertThat(published.frames().stream()
                            .map(frame -> FrameBarcode.read(
                                            payload.decode(frame.getData(), first.getWidth(), first.getHeight()))
                                    .orElseThrow()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, FRAMES).boxed().toList());
        }
        assertThat(first.getWidth()).isEqualTo(344);
        assertThat(first.getHeight()).isEqualTo(192);
    }

    @Test
    void theAudioIsThatOfTheFileByteForByte() throws Exception {
        Published published = world.ingest(world.config("sound", clip.toString()));

        List<AudioPacket> packets = published.packets();
        assertThat(packets).extracting(AudioPacket::getPts).isSorted();
        byte[] file = Files.readAllBytes(clip);
        int at = 0;
        for (AudioPacket packet : packets) {
            byte[] data = new byte[packet.getData().remaining()];
            packet.getData().get(data);
            int found = indexOf(file, data, at);
            assertThat(found).as("packet at %d", packet.getPts()).isNotNegative();
            at = found + data.length;
        }
        assertThat(published.summary().audioPackets()).isEqualTo(packets.size());
        assertThat(published.audio()).extracting(AudioChunk::getCodec).containsOnly("aac");
        assertThat(published.audio().getLast().getEndOfEpoch()).isTrue();
        AudioPacket last = packets.getLast();
        assertThat(last.getPts() + last.getDuration()).isBetween(2 * 48_000L, 2 * 48_000L + 2_048);
    }

    @Test
    void aRecordsTimestampIsTheMediaTimeOfItsFirstFrameAndItsPartitionTheSlot() throws Exception {
        IngestConfig config = world.config("times", clip.toString());
        world.ingest(config);

        for (ConsumerRecord<String, VideoChunk> record : world.records(Topics.UNPREFIXED.sourceVideo(), config)) {
            VideoChunk chunk = record.value();
            long ptsUs = chunk.getFrames().isEmpty()
                    ? FRAMES * 40_000
                    : chunk.getFrames().getFirst().getPtsUs();
            assertThat(record.timestamp()).isEqualTo((chunk.getEpochStartUs() + ptsUs) / 1_000);
            assertThat(record.key()).isEqualTo(config.streamId());
        }
    }

    @Test
    void thinnedFramesAreGapsAndTheSumIsExact() throws Exception {
        IngestConfig config = atTenFrames(world.config("thin", clip.toString()));
        Published published = world.ingest(config);

        assertThat(published.frames()).hasSize(20);
        assertThat(published.numbersCovered())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        assertThat(published.gaps()).extracting(FrameGap::getCause).containsOnly("frame-rate");
        assertThat(published.frames()).allMatch(frame -> frame.getPtsUs() == frame.getNumber() * 40_000);
        assertThat(published.summary().framesDropped()).containsExactly(Map.entry("frame-rate", 30L));
        assertThat(published.summary().framesRead()).isEqualTo(FRAMES);
    }

    @Test
    void aSourceWithoutAudioSaysSoAtItsStart() throws Exception {
        Path silent = folder.resolve("silent.mp4");
        NumberedClip.write(silent, 5, new Rational(25, 1), 256, 144, false);

        Published published = world.ingest(world.config("silent", silent.toString()));

        assertThat(published.audio()).singleElement().satisfies(chunk -> {
            assertThat(chunk.getCodec()).isEmpty();
            assertThat(chunk.getEndOfEpoch()).isTrue();
        });
    }

    private static int indexOf(byte[] all, byte[] part, int from) {
        for (int i = from; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static IngestConfig atTenFrames(IngestConfig config) {
        return config.withPictures(config.pictures().withMaxFrameRate(10.0));
    }
}
