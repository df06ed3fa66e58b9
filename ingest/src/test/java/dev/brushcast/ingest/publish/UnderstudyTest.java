package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.ingest.capture.ManualClock;
import dev.brushcast.ingest.config.FallbackConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Chunks of 100 ms; held for two seconds, recovered after five, the first waited for for thirty. */
class UnderstudyTest {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final long START_US = 1_700_000_000_000_000L;

    private final ManualClock clock = new ManualClock();
    private final List<StyledChunk> played = new ArrayList<>();
    private final List<Shown> told = new ArrayList<>();
    private final List<VideoChunk> published = new ArrayList<>();
    private WorkerAnswers.Place reached = WorkerAnswers.Place.NONE;
    private boolean closed;
    private int unblocked;
    private int pictureBytes = 100;
    private long epoch = 1;
    private long sequence;

    private final WorkerAnswers answers = new WorkerAnswers() {
        @Override
        public Place reached() {
            return reached;
        }

        @Override
        public void close() {
            closed = true;
        }
    };
    private final Understudy.Stage stage = new Understudy.Stage() {
        @Override
        public void play(VideoChunk source, Shown shown, long timestampMs) {
            StyledChunk chunk = StandIn.of(source, shown, clock.wallUs());
            Plausibility.require("cat", timestampMs, chunk);
            assertThat(timestampMs)
                    .isEqualTo((START_US + source.getFrames().getFirst().getPtsUs()) / 1_000);
            played.add(chunk);
        }

        @Override
        public void unblock() {
            unblocked++;
        }

        @Override
        public void tell(long epoch, Shown shown) {
            told.add(shown);
        }
    };
    private Understudy understudy = of(FallbackPicture.PASSTHROUGH);

    private Understudy of(FallbackPicture show) {
        return new Understudy(FallbackConfig.DEFAULT.withShow(show), answers, stage, clock, false);
    }

    @Test
    void nobodyIsNeededWhileWorkersAnswer() throws InterruptedException {
        answered(300);

        assertThat(played).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aWorkerThatHesitatesIsWaitedFor() throws InterruptedException {
        answered(10);
        unanswered(19);
        answered(300);

        assertThat(played).isEmpty();
    }

    @Test
    void whoseAnswersComeLateButSteadilyIsNotReplaced() throws InterruptedException {
        for (int i = 0; i < 200; i++) { // as a video model's that brings a chunk out thirty chunks later
            publish();
            reached = sequence > 30 ? new WorkerAnswers.Place(1, sequence - 31) : reached;
        }
        assertThat(played).isEmpty();
    }

    @Test
    void whenNobodyAnswersAllThatWaitsIsPlayedAndThenEachChunkAtOnce() throws InterruptedException {
        answered(10);
        unanswered(21);
        assertThat(played)
                .extracting(StyledChunk::getSequence)
                .containsExactlyElementsOf(LongStream.range(10, 31).boxed().toList());
        unanswered(5);

        assertThat(played).extracting(StyledChunk::getSequence).endsWith(31L, 32L, 33L, 34L, 35L);
        assertThat(played).allMatch(chunk -> chunk.getModel().isEmpty() && "understudy".equals(chunk.getWorker()));
        assertThat(outcomes()).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(played.getFirst().getFrames().getFirst().getData().remaining())
                .isEqualTo(pictureBytes);
        assertThat(told).containsExactly(Shown.SOURCE);
    }

    @Test
    void whoAnswersAgainInTimeIsLeftTheStageAfterFiveSeconds() throws InterruptedException {
        answered(10);
        unanswered(100);
        int before = played.size();
        answered(45);
        assertThat(played).hasSize(before + 45);
        answered(30);
        int after = played.size();
        answered(300);

        assertThat(played).hasSize(after);
        assertThat(after - before).isBetween(49, 53);
        assertThat(told).containsExactly(Shown.SOURCE, Shown.MODEL);
        assertThat(published)
                .filteredOn(VideoChunk::getModelReturns)
                .extracting(VideoChunk::getSequence)
                .containsExactly(played.getLast().getSequence() + 1);
    }

    @Test
    void whoComesBackAndIsLateIsNotLeftIt() throws InterruptedException {
        answered(10);
        unanswered(60);
        for (int i = 0; i < 200; i++) {
            publish();
            reached = new WorkerAnswers.Place(1, sequence - 30);
        }

        assertThat(told).containsExactly(Shown.SOURCE);
        assertThat(played.getLast().getSequence()).isEqualTo(sequence - 1);
    }

    @Test
    void whoFallsSilentAgainHasToBeSteadyAnew() throws InterruptedException {
        answered(10);
        unanswered(60);
        answered(45);
        unanswered(30);
        int before = played.size();
        answered(45);

        assertThat(played).hasSize(before + 45);
        assertThat(told).containsExactly(Shown.SOURCE);
    }

    @Test
    void theFirstPictureIsWaitedForForLonger() throws InterruptedException {
        unanswered(299);
        assertThat(played).isEmpty();
        unanswered(5);
        assertThat(played).hasSize(304);
    }

    @Test
    void whoHasSeenPicturesBeforeTheIngestWasStartedAgainWaitsForTheFirstAsForAny() throws InterruptedException {
        understudy = new Understudy(FallbackConfig.DEFAULT, answers, stage, clock, true);
        unanswered(21);

        assertThat(played).hasSize(21);
    }

    @Test
    void aSourceThatMustNotBeSeenIsNot() throws InterruptedException {
        understudy = of(FallbackPicture.HOLD);
        answered(10);
        unanswered(40);
        assertThat(outcomes()).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(played).noneMatch(StyledChunk::getSlate);
        answered(3);
        int held = played.size();
        answered(50);
        assertThat(played).hasSize(held);
        assertThat(told).containsExactly(Shown.HELD, Shown.MODEL);

        understudy = of(FallbackPicture.SLATE);
        answered(10);
        played.clear();
        unanswered(40);
        assertThat(outcomes()).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(played).allMatch(StyledChunk::getSlate);
    }

    @Test
    void aProcessThatWasStoppedHearsOfItsWorkersFirst() throws InterruptedException {
        answered(10);
        clock.pass(Duration.ofMinutes(5));
        unanswered(5);
        answered(100);

        assertThat(played).isEmpty();
    }

    @Test
    void chunksOfTheEpochBeforeAreAnsweredToo() throws InterruptedException {
        answered(10);
        unanswered(10);
        epoch = 2;
        sequence = 0;
        unanswered(20);

        assertThat(played.getFirst().getEpoch()).isEqualTo(1);
        assertThat(played.getFirst().getSequence()).isEqualTo(10);
        assertThat(played.getLast().getEpoch()).isEqualTo(2);
        assertThat(told).containsExactly(Shown.SOURCE);
    }

    @Test
    void whatWaitsIsBoundedAndEveryFrameIsAnsweredNevertheless() throws InterruptedException {
        pictureBytes = 1 << 20;
        unanswered(310);

        assertThat(played).hasSize(310);
        assertThat(outcomes()).startsWith(FrameOutcome.HELD_ERROR).endsWith(FrameOutcome.PASSTHROUGH);
        assertThat(played)
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getNumber)
                .containsExactlyElementsOf(LongStream.range(0, 310).boxed().toList());
    }

    @Test
    void whatAWorkerHasLeftOpenIsSeenToWhileNobodyAnswers() throws InterruptedException {
        answered(100);
        assertThat(unblocked).isZero();
        unanswered(40);
        assertThat(unblocked).isBetween(3, 5);
        answered(3);
        int before = unblocked;
        answered(100);
        assertThat(unblocked).isEqualTo(before);
    }

    @Test
    void closesWhatItListensTo() {
        understudy.close();

        assertThat(closed).isTrue();
    }

    private List<FrameOutcome> outcomes() {
        return played.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .map(StyledFrame::getOutcome)
                .toList();
    }

    private void answered(int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            publish();
            reached = new WorkerAnswers.Place(epoch, sequence - 1);
        }
    }

    private void unanswered(int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            publish();
        }
    }

    private void publish() throws InterruptedException {
        clock.pass(STEP);
        VideoFrame frame = new VideoFrame(
                sequence, sequence * 100_000, 100_000L, clock.wallUs(), ByteBuffer.allocate(pictureBytes), null);
        VideoChunk chunk = VideoChunk.newBuilder()
                .setStreamId("cat")
                .setEpoch(epoch)
                .setSequence(sequence++)
                .setEpochStartUs(START_US)
                .setPublishedAtUs(clock.wallUs())
                .setWidth(16)
                .setHeight(16)
                .setLive(true)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of(frame))
                .setGaps(List.<FrameGap>of())
                .build();
        VideoChunk sent = understudy.before(chunk);
        published.add(sent);
        understudy.after(sent, (START_US + frame.getPtsUs()) / 1_000);
    }
}
