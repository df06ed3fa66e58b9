package dev.brushcast.media.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {

    @Test
    void aFrameIsShownWhenItCameAndLastsAsLongAsItCameAfterTheOneBefore() {
        Iterator<Long> clock = List.of(5_000_000L, 105_000_000L, 405_000_000L).iterator();
        ArrivalTimes times = new ArrivalTimes(clock::next, 40_000);

        assertThat(times.next()).isZero();
        assertThat(times.durationUs()).isEqualTo(40_000);
        assertThat(times.next()).isEqualTo(100_000);
        assertThat(times.durationUs()).isEqualTo(100_000);
        assertThat(times.next()).isEqualTo(400_000);
        assertThat(times.durationUs()).isEqualTo(300_000);
        assertThat(times.firstNs()).isEqualTo(5_000_000L);
    }
}
