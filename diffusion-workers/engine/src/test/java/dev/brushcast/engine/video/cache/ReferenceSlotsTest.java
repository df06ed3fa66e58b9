package dev.brushcast.engine.video.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference's window with its defects, by the traces that are known of it. */
class ReferenceSlotsTest {

    private static final CacheShape DEFAULT = new CacheShape(1, 6, 3, 10);

    @Test
    void slotsTakeTurnsBehindTheSinks() {
        ReferenceSlots slots = prepared(DEFAULT, 2, List.of());
        assertThat(slots.queue()).containsExactly(4);
        assertThat(run(slots, 2, 8, 1)).containsExactly(2, 3, 4, 5, 3, 4, 5, 3);
        assertThat(slots.queue()).containsExactly(5, 6, 4);
    }

    @Test
    void stepsThatShareAWindowAreOutOfPhaseOnceItIsFull() {
        ReferenceSlots slots = prepared(DEFAULT, 2, List.of());
        List<Integer> written = new ArrayList<>();
        for (int position = 2; position < 9; position++) {
            for (int step = 0; step < 2; step++) {
                slots.begin(position, 1, step, 2);
                written.add(slots.end(SlotBook.NONE));
            }
        }
        assertThat(written.subList(6, 14)).containsExactly(5, 3, 3, 4, 4, 5, 5, 3);
    }

    @Test
    void aSecondSessionStartsWithTheQueueOfTheFirst() {
        ReferenceSlots slots = prepared(DEFAULT, 2, List.of(5, 6, 4));
        assertThat(run(slots, 2, 9, 1)).containsExactly(2, 3, 4, 5, 4, 5, 3, 4, 5);
    }

    @Test
    void fewerSinksPinTheSlotAfterThem() {
        ReferenceSlots slots = prepared(new CacheShape(1, 5, 2, 10), 2, List.of());
        assertThat(run(slots, 2, 8, 1)).containsExactly(2, 3, 4, 3, 4, 3, 4, 3);
    }

    @Test
    void theFirstChunkOfThreeFramesIsPinned() {
        ReferenceSlots slots = new ReferenceSlots(new CacheShape(1, 21, 0, 10), 4, List.of());
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            slots.begin(3L * i, 3, 0, 1);
            written.add(slots.end(SlotBook.NONE));
        }
        assertThat(written).containsExactly(0, 3, 6, 9, 12, 15, 18, 3, 6, 9, 12, 15, 18, 3);
    }

    @Test
    void aSinkThatIsUnlikeGoesFirstAndIsNotUsedAgain() {
        ReferenceSlots slots = prepared(DEFAULT, 2, List.of());
        slots.begin(2, 1, 0, 1);
        slots.end(2);
        assertThat(slots.queue()).containsExactly(3, 4);
        assertThat(run(slots, 3, 5, 1)).containsExactly(3, 4, 5, 2, 3);
    }

    private static ReferenceSlots prepared(CacheShape shape, int steps, List<Integer> queue) {
        ReferenceSlots slots = new ReferenceSlots(shape, steps, queue);
        for (int step = 0; step < steps; step++) {
            slots.begin(0, 2, step, steps);
            assertThat(slots.end(SlotBook.NONE)).isZero();
        }
        assertThat(slots.filled()).isEqualTo(2);
        assertThat(slots.counter()).isEqualTo(steps);
        return slots;
    }

    private static List<Integer> run(ReferenceSlots slots, int from, int count, int of) {
        List<Integer> written = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            slots.begin(i, 1, 0, of);
            written.add(slots.end(SlotBook.NONE));
            assertThat(slots.endPosition()).isEqualTo(i + 1);
        }
        return written;
    }
}
