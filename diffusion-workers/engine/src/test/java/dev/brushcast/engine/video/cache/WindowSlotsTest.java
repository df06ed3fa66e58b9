package dev.brushcast.engine.video.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The window as it is meant. */
class WindowSlotsTest {

    private final WindowSlots slots = new WindowSlots(shape(6, 3));

    @Test
    void theFirstFramesFillTheWindowAndStayInSinksTheOthersTakeTurns() {
        assertThat(slots.begin(0, 2, 0, 1)).isEqualTo(new SlotPass(0, -1, 2));
        assertThat(slots.end(SlotBook.NONE)).isZero();
        assertThat(run(2, 12)).containsExactly(2, 3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 4);
        assertThat(slots.filled()).isEqualTo(6);
    }

    @Test
    void aFullWindowShowsAllButWhatMakesRoom() {
        fill();
        SlotPass pass = slots.begin(6, 1, 0, 1);
        assertThat(List.of(0, 1, 2, 3, 4, 5)).filteredOn(pass::sees).containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void allStepsOfAChunkWriteToOneSlotAlsoTheOneThatFillsTheWindow() {
        first();
        List<Integer> written = new ArrayList<>();
        for (int chunk = 2; chunk < 9; chunk++) {
            for (int step = 0; step < 2; step++) {
                slots.begin(chunk, 1, step, 2);
                written.add(slots.end(SlotBook.NONE));
            }
        }
        assertThat(written).containsExactly(2, 2, 3, 3, 4, 4, 5, 5, 3, 3, 4, 4, 5, 5);
    }

    @Test
    void aLaterStepDoesNotSeeWhatTheStepBeforeWrote() {
        first();
        slots.begin(2, 1, 0, 2);
        slots.end(SlotBook.NONE);
        assertThat(slots.begin(2, 1, 1, 2).visible()).isEqualTo(2);
        slots.end(SlotBook.NONE);
        assertThat(slots.filled()).isEqualTo(3);
    }

    @Test
    void aFrameThatTakesASinksPlaceEvictsNothingElse() {
        fill();
        slots.begin(6, 1, 0, 2);
        assertThat(slots.end(1)).isEqualTo(1);
        SlotPass second = slots.begin(6, 1, 1, 2);
        assertThat(second.sees(1)).as("its own frame of the step before").isFalse();
        assertThat(second.sees(3)).isTrue();
        assertThat(slots.end(SlotBook.NONE)).isEqualTo(1);
        assertThat(run(7, 3)).containsExactly(3, 4, 5);
    }

    @Test
    void aSinkThatIsUnlikeWhileTheWindowFillsIsTheFirstToGo() {
        first();
        slots.begin(2, 1, 0, 1);
        assertThat(slots.end(0)).isEqualTo(2);
        assertThat(run(3, 6)).containsExactly(3, 4, 5, 0, 3, 4);
    }

    @Test
    void withFewerSinksNothingIsPinned() {
        WindowSlots fast = new WindowSlots(shape(5, 2));
        fast.begin(0, 2, 0, 1);
        fast.end(SlotBook.NONE);
        List<Integer> written = new ArrayList<>();
        for (int i = 2; i < 10; i++) {
            fast.begin(i, 1, 0, 1);
            written.add(fast.end(SlotBook.NONE));
        }
        assertThat(written).containsExactly(2, 3, 4, 2, 3, 4, 2, 3);
    }

    @Test
    void chunksOfThreeFramesTakeThreeSlotsInARow() {
        WindowSlots threes = new WindowSlots(shape(21, 0));
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            threes.begin(3L * i, 3, 0, 1);
            written.add(threes.end(SlotBook.NONE));
        }
        assertThat(written).containsExactly(0, 3, 6, 9, 12, 15, 18, 0, 3);
    }

    @Test
    void aCopyGoesOnByItself() {
        fill();
        WindowSlots copy = slots.copy();
        assertThat(run(6, 2)).containsExactly(3, 4);
        copy.begin(6, 1, 0, 1);
        assertThat(copy.end(SlotBook.NONE)).isEqualTo(3);
        assertThat(copy.filled()).isEqualTo(6);
    }

    @Test
    void aWindowOfSinksAloneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> shape(3, 3));
        assertThat(shape(6, 3).bytes(4)).isEqualTo(2 * 1 * 6 * 10 * 4);
    }

    private static CacheShape shape(int slots, int sinks) {
        return new CacheShape(1, slots, sinks, 10);
    }

    private void first() {
        slots.begin(0, 2, 0, 1);
        slots.end(SlotBook.NONE);
    }

    private void fill() {
        first();
        run(2, 4);
    }

    private List<Integer> run(int from, int count) {
        List<Integer> written = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            slots.begin(i, 1, 0, 1);
            written.add(slots.end(SlotBook.NONE));
        }
        return written;
    }
}
