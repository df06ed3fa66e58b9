package dev.brushcast.egress.push;

import static dev.brushcast.egress.push.Items.describe;
import static dev.brushcast.egress.push.Items.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.Monitor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PushQueueTest {

    @Test
    void aFullQueueDropsUpToTheNextKey() throws Exception {
        PushQueue queue = new PushQueue(3, () -> false);
        queue.offer(Items.LIVE);
        queue.offer(new PushItem.Picture(picture(0, true)));
        queue.offer(new PushItem.Picture(picture(1, false)));
        queue.offer(new PushItem.Picture(picture(2, false))); // full
        queue.take(1);
        queue.take(1);
        queue.offer(new PushItem.Picture(picture(3, false))); // there is room, but nothing to decode it with
        queue.offer(new PushItem.Picture(picture(4, true)));

        assertThat(queue.droppedPictures()).isEqualTo(2);
        assertThat(describe(queue.take(1))).isEqualTo("picture 1");
        assertThat(describe(queue.take(1))).isEqualTo("picture 4");
        assertThat(queue.take(1)).isNull();
    }

    @Test
    void aRecordingWaitsWhileTheServerTakesPackets() throws Exception {
        PushQueue queue = new PushQueue(1, () -> false);
        queue.offer(Items.RECORDED);
        queue.taking(true);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                queue.offer(new PushItem.Picture(picture(0, true)));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(waiting.join(Duration.ofMillis(100))).isFalse();
        assertThat(describe(queue.take(1000))).isEqualTo("begin silent");

        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
        assertThat(queue.droppedPictures()).isZero();
        assertThat(describe(queue.take(1000))).isEqualTo("picture 0");
    }

    @Test
    void aRecordingDoesNotWaitForAServerThatHasStalled() throws Exception {
        PushQueue queue = new PushQueue(1, () -> true);
        queue.offer(Items.RECORDED);
        queue.taking(true);

        queue.offer(new PushItem.Picture(picture(0, true))); // returns

        assertThat(queue.droppedPictures()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTookLongBeginsWithTheNewestKeyOfItsEpoch() throws Exception {
        PushQueue queue = new PushQueue(9, () -> false);
        queue.offer(new PushItem.Picture(picture(1, false)));
        queue.offer(new PushItem.Picture(picture(2, true)));
        queue.offer(new PushItem.Audio(Items.audio(2)));
        queue.offer(new PushItem.Picture(picture(3, true)));
        queue.offer(new PushItem.Picture(picture(4, false)));
        queue.offer(Items.LIVE);
        queue.offer(new PushItem.Picture(picture(0, true)));

        assertThat(queue.skipToNewestKey()).isTrue();

        assertThat(queue.droppedPictures()).isEqualTo(2);
        assertThat(describe(queue.take(1))).isEqualTo("picture 3");
        assertThat(queue.skipToNewestKey()).isFalse();
        assertThat(describe(queue.take(1))).isEqualTo("picture 4");
    }

    /** What is asked while packets come and go is not answered in the middle of it. */
    @Test
    void allThatTouchesTheQueueTakesTurns() throws Exception {
        PushQueue queue = new PushQueue(3, () -> false);

        assertThat(Monitor.isAwaitedBy(queue, () -> take(queue))).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, () -> queue.taking(true))).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, queue::discard)).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, queue::skipToNewestKey)).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, queue::isEmpty)).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, queue::droppedPictures)).isTrue();
        assertThat(Monitor.isAwaitedBy(queue, queue::close)).isTrue();
    }

    private static void take(PushQueue queue) {
        try {
            queue.take(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
