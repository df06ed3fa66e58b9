package dev.brushcast.compose.control.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.event.Told;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final StreamEvent EVENT = StreamEvent.newBuilder()
            .setStreamId("a")
            .setEpoch(1)
            .setType(StreamEventType.ERROR)
            .setAtUs(0)
            .setOrigin("o")
            .setMessage("m")
            .build();

    @Test
    void attemptsComeFurtherAndFurtherApartAndEnd() {
        long now = 0;
        Delivery delivery = new Delivery(new Told(0, 1, EVENT), new Random(1), now);
        assertThat(delivery.isDue(now)).isTrue();
        while (delivery.failed(now)) {
            assertThat(delivery.isDue(now)).isFalse();
            long longest = now + Duration.ofMinutes(1).toNanos();
            assertThat(delivery.isDue(longest)).isTrue();
            now = longest;
        }

        assertThat(delivery.tries()).isEqualTo(Delivery.TRIES);
    }
}
