package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.Shown;
import org.junit.jupiter.api.Test;

/** A worker that answers again. */
class UnderstudyReturnTest extends UnderstudyUnderTest {

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
}
