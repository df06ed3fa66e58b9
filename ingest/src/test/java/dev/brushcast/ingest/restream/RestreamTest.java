package dev.brushcast.ingest.restream;

import static dev.brushcast.ingest.restream.OriginalChunks.FRAME_US;
import static dev.brushcast.ingest.restream.OriginalChunks.audio;
import static dev.brushcast.ingest.restream.OriginalChunks.audioEnd;
import static dev.brushcast.ingest.restream.OriginalChunks.chunk;
import static dev.brushcast.ingest.restream.OriginalChunks.end;
import static dev.brushcast.ingest.restream.OriginalChunks.pictures;
import static dev.brushcast.ingest.restream.OriginalChunks.startUs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.OnAir;
import dev.brushcast.ingest.epoch.Tally;
import dev.brushcast.ingest.publish.CollectedOutput;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.StreamSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestreamTest {

    private static final MediaRange ALL = MediaRange.ALL;

    private final ManualClock clock = new ManualClock();
    private final StopSignal stop = new StopSignal();
    private final Tally tally = new Tally();
    private final CollectedOutput output = new CollectedOutput();
    private long lowestEpoch = 1;
    private String source = "stream:cam";
    private @Nullable ModelChoice model;

    @Test
    void everyChunkIsTheOriginalsUnderAnotherName() throws Exception {
        VideoChunk first = pictures(3, 0, true);
        follow(true, List.of(first, pictures(3, 1, true), end(3, 2, true)), List.of(audio(3, 0), audioEnd(3, 1)));

        VideoChunk copy = output.video.getFirst();
        assertThat(copy.getFrames()).isEqualTo(first.getFrames());
        assertThat(copy.getEpochStartUs()).isEqualTo(first.getEpochStartUs());
        assertThat(output.video).extracting(VideoChunk::getStreamId).containsOnly("ink");
        assertThat(output.video).extracting(VideoChunk::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(output.video.getLast().getEndOfEpoch()).isTrue();
        assertThat(output.audio.getFirst().getPackets()).isEqualTo(audio(3, 0).getPackets());
        assertThat(output.audio.getLast().getEndOfEpoch()).isTrue();
        assertThat(tally.summary().framesPublished()).isEqualTo(8);
        assertThat(tally.summary().audioPackets()).isEqualTo(8);
    }

    @Test
    void aCopyIsForTheModelThatItsOriginalAskedForUnlessItAsksForOne() throws Exception {
        VideoChunk first =
                VideoChunk.newBuilder(pictures(3, 0, true)).setModel("sd").build();
        follow(true, List.of(first, end(3, 1, true)), List.of());
        assertThat(output.video.getFirst().getModel()).isEqualTo("sd");

        output.video.clear();
        model = new ModelChoice("wan");
        follow(true, List.of(first, end(3, 1, true)), List.of());
        assertThat(output.video).extracting(VideoChunk::getModel).containsOnly("wan");
    }

    @Test
    void aCaptureHasTheOriginalsNumberWhereThatIsFree() throws Exception {
        lowestEpoch = 5;
        follow(true, List.of(pictures(3, 0, true), end(3, 1, true), pictures(9, 0, true), end(9, 1, true)), List.of());

        assertThat(output.specs).extracting(EpochStart::getEpoch).containsExactly(5L, 9L);
    }

    @Test
    void whatWasBeforeItIsFollowedIsAGapThatSaysSoAndNoEvent() throws Exception {
        follow(false, List.of(pictures(1, 10, true), end(1, 11, true)), List.of());

        assertThat(gaps()).containsExactly(new FrameGap(0L, 40L, "before-start"));
        assertThat(output.events).extracting(StreamEvent::getType).doesNotContain(StreamEventType.GAP);
        assertThat(tally.summary().framesRead()).isEqualTo(44);
    }

    @Test
    void whatTheTopicHasForgottenIsToldOnce() throws Exception {
        follow(true, List.of(pictures(1, 10, true), pictures(1, 11, true), end(1, 12, true)), List.of());

        assertThat(gaps()).containsExactly(new FrameGap(0L, 40L, "expired"));
        assertThat(output.events)
                .filteredOn(event -> event.getType() == StreamEventType.GAP)
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("expired", "40"));
    }

    /** As where retention overtakes a slow replay, and the next record that there is comes much later. */
    @Test
    void recordsThatAreGoneInBetweenAreLostAndOnesThatComeTwiceCountOnce() throws Exception {
        follow(
                true,
                List.of(
                        pictures(1, 0, true),
                        pictures(1, 3, true),
                        pictures(1, 1, true),
                        pictures(1, 4, true),
                        end(1, 5, true)),
                List.of());

        assertThat(gaps()).containsExactly(new FrameGap(4L, 8L, "lost"));
        assertThat(frames()).extracting(VideoFrame::getNumber).isSorted().doesNotHaveDuplicates();
        assertThat(tally.summary().framesRead()).isEqualTo(20);
    }

    @Test
    void theOriginalsGapsKeepTheirReasons() throws Exception {
        FrameGap corrupt = new FrameGap(4L, 4L, "corrupt");
        follow(
                true,
                List.of(pictures(1, 0, true), chunk(1, 2, true, List.of(corrupt), false, null), end(1, 3, true)),
                List.of());

        assertThat(gaps()).containsExactly(corrupt);
    }

    @Test
    void aPictureThatIsHeldIsHeldHereTooAndToldOf() throws Exception {
        follow(
                true,
                List.of(
                        pictures(1, 0, true),
                        chunk(1, 1, true, List.of(), false, 900_000L),
                        pictures(1, 2, true),
                        end(1, 3, true)),
                List.of());

        assertThat(output.video).extracting(VideoChunk::getHeldUntilUs).containsExactly(null, 900_000L, null, null);
        assertThat(output.events)
                .extracting(StreamEvent::getType)
                .containsSubsequence(StreamEventType.HOLD, StreamEventType.LIVE);
    }

    @Test
    void whatIsReplayedIsARecordingAndGoesOnWhereItStopped() throws Exception {
        replay(
                ALL,
                List.of(
                        pictures(1, 0, true),
                        chunk(1, 1, true, List.of(), false, 900_000L),
                        pictures(1, 2, true),
                        end(1, 3, true)),
                List.of());

        assertThat(output.video)
                .allSatisfy(copy -> assertThat(copy.getLive()).isFalse())
                .allSatisfy(copy -> assertThat(copy.getHeldUntilUs()).isNull());
        assertThat(output.specs).extracting(EpochStart::getLive).containsExactly(false);
        assertThat(output.video).extracting(VideoChunk::getSequence).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aRangeIsCutAtFramesAndPacketsAndReachesOverCaptures() throws Exception {
        MediaRange range = new MediaRange(0, 99, startUs(1) + 6 * FRAME_US, startUs(2) + 3 * FRAME_US);
        replay(
                range,
                List.of(
                        pictures(1, 0, true),
                        pictures(1, 1, true),
                        pictures(1, 2, true),
                        end(1, 3, true),
                        pictures(2, 0, true),
                        pictures(2, 1, true)),
                List.of(audio(1, 0), audio(1, 1), audio(1, 2), audioEnd(1, 3), audio(2, 0), audio(2, 1)));

        assertThat(frames()).extracting(VideoFrame::getNumber).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 0L, 1L, 2L);
        assertThat(gaps()).containsExactly(new FrameGap(0L, 6L, "before-start"));
        assertThat(output.video).filteredOn(VideoChunk::getEndOfEpoch).hasSize(2);
        assertThat(output.audio).filteredOn(AudioChunk::getEndOfEpoch).hasSize(2);
        assertThat(output.audio.stream()
                        .mapToInt(copy -> copy.getPackets().size())
                        .sum())
                .as("12 packets of the first capture from 240 ms on, 6 of the second before 120 ms")
                .isEqualTo(12 + 6);
    }

    @Test
    void aCopyThatFallsBehindDropsFramesByReasonAndKeepsTheirCaptions() throws Exception {
        output.heard = copy -> {
            if (copy.getSequence() == 0) {
                clock.pass(Duration.ofSeconds(60));
            }
        };
        PaperTrack<VideoChunk> pictures = new PaperTrack<>(
                List.of(pictures(1, 0, true), pictures(1, 1, true), pictures(1, 400, true), end(1, 401, true)), true);
        run(new OriginalRecords(pictures, new PaperTrack<>(List.of(), true), ALL, true, false));

        assertThat(gaps()).first().isEqualTo(new FrameGap(4L, 4L, "overrun"));
        assertThat(frames()).extracting(VideoFrame::getNumber).contains(1600L).doesNotContain(4L);
        VideoFrame next = frames().get(4);
        assertThat(next.getCaptions().remaining()).isEqualTo(5 * 3);
    }

    @Test
    void audioOfACaptureWithoutAnIsToldToBeNone() throws Exception {
        replay(ALL, List.of(pictures(1, 0, false), end(1, 1, false)), List.of());

        assertThat(output.audio).singleElement().satisfies(none -> {
            assertThat(none.getCodec()).isEmpty();
            assertThat(none.getEndOfEpoch()).isTrue();
        });
    }

    @Test
    void aStreamThatBreaksOffAndComesBackGoesOnHereAsTheNextCapture() throws Exception {
        follow(true, List.of(pictures(1, 0, true), pictures(2, 0, true), end(2, 1, true)), List.of(audio(1, 0)));

        assertThat(output.video)
                .filteredOn(copy -> copy.getEpoch() == 1)
                .last()
                .satisfies(copy -> assertThat(copy.getEndOfEpoch()).isTrue());
        assertThat(output.specs).extracting(EpochStart::getEpoch).containsExactly(1L, 2L);
        assertThat(tally.summary().endedEarly()).isNull();
    }

    @Test
    void aCopyThatIsStoppedWhileTheOriginalGoesOnEndsWithItsPictures() throws Exception {
        output.heard = copy -> stop.give();
        List<VideoChunk> video =
                LongStream.range(0, 1_000).mapToObj(n -> pictures(1, n, true)).toList();
        List<AudioChunk> audio =
                LongStream.range(0, 1_000).mapToObj(n -> audio(1, n)).toList();
        run(new OriginalRecords(new PaperTrack<>(video, false), new PaperTrack<>(audio, false), ALL, true, false));

        assertThat(output.video)
                .last()
                .satisfies(copy -> assertThat(copy.getEndOfEpoch()).isTrue());
        assertThat(output.audio)
                .hasSizeLessThan(5)
                .last()
                .satisfies(copy -> assertThat(copy.getEndOfEpoch()).isTrue());
    }

    private List<FrameGap> gaps() {
        return output.video.stream().flatMap(copy -> copy.getGaps().stream()).toList();
    }

    private List<VideoFrame> frames() {
        return output.video.stream().flatMap(copy -> copy.getFrames().stream()).toList();
    }

    /** Live, to where nothing more is there. */
    private void follow(boolean whole, List<VideoChunk> video, List<AudioChunk> audio) throws InterruptedException {
        run(new OriginalRecords(new PaperTrack<>(video, true), new PaperTrack<>(audio, true), ALL, whole, false));
    }

    private void replay(MediaRange range, List<VideoChunk> video, List<AudioChunk> audio) throws InterruptedException {
        source = "stream:cam?epoch=1";
        run(new OriginalRecords(new PaperTrack<>(video, true), new PaperTrack<>(audio, true), range, true, true));
    }

    private void run(OriginalRecords records) throws InterruptedException {
        StreamSource media = (StreamSource) MediaSource.parse(source);
        IngestConfig config =
                IngestConfig.of(media).withAddress(new StreamAddress("ink", 1)).withModel(model);
        CaptureContext context = new CaptureContext(config, output, clock, stop, tally, new OnAir());
        EpochStart capture = EpochStart.newBuilder()
                .setStreamId("cam")
                .setSlot(0)
                .setEpoch(1)
                .setSource("testsrc")
                .setWidth(64)
                .setHeight(48)
                .setFit("crop")
                .setChunkFrames(4)
                .setLive(true)
                .setStartedAtUs(0)
                .build();
        new Restream(context, media, records, capture, () -> lowestEpoch, () -> false).run();
    }
}
