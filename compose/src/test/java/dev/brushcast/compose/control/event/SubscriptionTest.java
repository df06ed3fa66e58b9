package dev.brushcast.compose.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Subscription subscription = new Subscription("a", 2, Map.of(0, 5L), () -> closed.set(true));

    @Test
    void aListenerHearsItsStreamInOrder() throws InterruptedException {
        subscription.offer(told("a", 5));
        subscription.offer(told("b", 6));
        subscription.offer(told("a", 7));

        assertThat(subscription.next(Duration.ZERO)).contains(told("a", 5));
        assertThat(subscription.next(Duration.ZERO)).contains(told("a", 7));
        assertThat(subscription.next(Duration.ZERO)).isEmpty();
        assertThat(subscription.isOver()).isFalse();
        subscription.close();
        assertThat(subscription.isOver()).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void oneThatDoesNotKeepUpIsCutOffAndHearsNoPieces() throws InterruptedException {
        for (long offset = 5; offset < 8; offset++) {
            subscription.offer(told("a", offset));
        }

        assertThat(subscription.isCut()).isTrue();
        assertThat(subscription.next(Duration.ZERO)).isEmpty();
        assertThat(subscription.isOver()).isTrue();
    }

    @Test
    void oneThatIsCutOffWhileItWaitsForItsClientIsWokenUp() throws InterruptedException {
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        Thread listener = Thread.startVirtualThread(() -> {
            try {
                assertThat(subscription.next(Duration.ZERO)).isEmpty();
                listening.countDown();
                new CountDownLatch(1).await(); // a client that reads nothing
            } catch (InterruptedException _) {
                woken.countDown();
            }
        });
        assertThat(listening.await(30, TimeUnit.SECONDS)).isTrue();
        subscription.giveUpIfStuck(Duration.ZERO);
        assertThat(woken.getCount()).isEqualTo(1);
        for (long offset = 5; offset < 8; offset++) {
            subscription.offer(told("a", offset));
        }

        subscription.giveUpIfStuck(Duration.ofHours(1));
        assertThat(woken.getCount()).isEqualTo(1);
        subscription.giveUpIfStuck(Duration.ofNanos(-1));

        assertThat(woken.await(30, TimeUnit.SECONDS)).isTrue();
        listener.join();
    }

    private static Told told(String streamId, long offset) {
        return new Told(
                0,
                offset,
                StreamEvent.newBuilder()
                        .setStreamId(streamId)
                        .setEpoch(1)
                        .setType(StreamEventType.GAP)
                        .setAtUs(0)
                        .setOrigin("o")
                        .setMessage("m")
                        .build());
    }
}
