package dev.brushcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InFlightTest {

    private final InFlight inFlight = new InFlight(() -> 100);

    @Test
    void aRecordWaitsUntilThereIsRoom() throws Exception {
        inFlight.acquire(60);
        AtomicBoolean sent = new AtomicBoolean();
        Thread sender = Thread.ofVirtual().start(() -> {
            acquire(60);
            sent.set(true);
        });
        await().until(() -> sender.getState() == Thread.State.WAITING);
        assertThat(sent).isFalse();

        inFlight.release(60, null);
        sender.join();
        assertThat(sent).isTrue();
    }

    @Test
    void aRecordLargerThanTheLimitGoesAlone() throws Exception {
        inFlight.acquire(1_000);
        inFlight.release(1_000, null);
        inFlight.awaitAll();
    }

    @Test
    void aRecordThatIsNotTakenEndsTheWaitingAndIsTold() throws Exception {
        inFlight.acquire(100);
        Thread.ofVirtual().start(() -> inFlight.release(100, new TimeoutException("120000 ms has passed")));

        assertThatThrownBy(() -> {
                    inFlight.acquire(100);
                    inFlight.awaitAll();
                })
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("120000 ms has passed")
                .hasMessageContaining("check that its brokers run");
        assertThatThrownBy(() -> inFlight.acquire(1)).isInstanceOf(DeliveryException.class);
    }

    private void acquire(long bytes) {
        try {
            inFlight.acquire(bytes);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
