package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.ingest.config.FallbackConfig;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnderstudyTest extends UnderstudyUnderTest {

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
}
