package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandwidthTest {

    private final Bandwidth bandwidth = new Bandwidth();

    @Test
    void peakIsTheLargestSegmentAndAverageIsOverAll() {
        bandwidth.add(250_000, 2_000_000);
        bandwidth.add(500_000, 2_000_000);

        assertThat(bandwidth.peak()).isEqualTo(2_000_000);
        assertThat(bandwidth.average()).isEqualTo(1_500_000);
    }

    @Test
    void aSegmentOfOnePictureIsNoPeak() {
        bandwidth.add(250_000, 2_000_000);
        bandwidth.add(20_000, 40_000);

        assertThat(bandwidth.peak()).isEqualTo(bandwidth.average()).isBetween(1_000_000L, 1_100_000L);
    }

    @Test
    void halfASecondIsLongEnoughForAPeak() {
        bandwidth.add(250_000, 2_000_000);
        bandwidth.add(250_000, 500_000);

        assertThat(bandwidth.peak()).isEqualTo(4_000_000);
    }
}
