package dev.brushcast.engine.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void halfOfTheRoundsAreNotAboveTheMedian() {
        assertThat(median(36.2, 29.3, 38.8)).isEqualTo(36.2, within(0.01));
        assertThat(median(0.93)).isEqualTo(0.93, within(0.0001));
        assertThat(median(2, 1)).isEqualTo(1, within(0.0001));
    }

    @Test
    void valuesFarApartAreBothKept() {
        assertThat(median(0.002, 1_800_000, 0.002)).isEqualTo(0.002, within(0.0000002));
        assertThat(median(0.002, 1_800_000, 1_800_000)).isEqualTo(1_800_000, within(180.0));
    }

    private static double median(double... values) {
        return Medians.of(Arrays.stream(values).boxed().toList(), Double::doubleValue);
    }
}
