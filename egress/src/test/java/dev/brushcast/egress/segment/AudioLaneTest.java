package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.MediaPacket;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioLaneTest {

    private final AudioLane lane = new AudioLane();

    @Test
    void timesAreInTheTracksOwnUnit() {
        lane.add(List.of(packet(0), packet(3839)), 48_000);
        assertThat(lane.covers(7200))
                .as("3839 samples are less than 7200 ticks")
                .isFalse();
        lane.add(List.of(packet(3840)), 48_000);

        assertThat(lane.covers(7200)).isTrue();
        assertThat(lane.covers(7201)).isFalse();
        assertThat(lane.takeUntil(7200)).extracting(MediaPacket::pts).containsExactly(0L, 3839L);
        assertThat(lane.isEmpty()).isFalse();
        assertThat(lane.end()).isEqualTo(9120);
    }

    @Test
    void aPacketLastsUntilTheNextOneBegins() {
        lane.add(List.of(packet(0), packet(1100), packet(2124)), 48_000);

        assertThat(lane.takeUntil(Long.MAX_VALUE))
                .extracting(MediaPacket::duration)
                .containsExactly(1100L, 1024L, 1024L);
        assertThat(lane.isEmpty()).isTrue();
    }

    @Test
    void whatIsSettledIsCoveredWithoutAPacket() {
        assertThat(lane.covers(0)).isFalse();
        assertThat(lane.end()).isEqualTo(Long.MIN_VALUE);
        lane.settle(5000);
        lane.settle(4000);

        assertThat(lane.covers(5000)).isTrue();
        assertThat(lane.covers(5001)).isFalse();
    }

    private static MediaPacket packet(long pts) {
        return new MediaPacket(new byte[1], pts, 1024, true);
    }
}
