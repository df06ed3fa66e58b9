package dev.brushcast.engine.video.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style.Seeds;
import org.junit.jupiter.api.Test;

class SeededSessionNoiseTest {

    private final SessionNoise noise = new SeededSessionNoise("cat", Seeds.of(7));

    @Test
    void aChunkHasTheSameNoiseOnAnyMachineAndEachAnother() {
        assertThat(noise.mixed(3, 100)).isEqualTo(new SeededSessionNoise("cat", Seeds.of(7)).mixed(3, 100));
        assertThat(noise.mixed(3, 100))
                .isNotEqualTo(noise.mixed(4, 100))
                .isNotEqualTo(new SeededSessionNoise("cat", Seeds.of(8)).mixed(3, 100))
                .isNotEqualTo(new SeededSessionNoise("dog", Seeds.of(7)).mixed(3, 100));
        assertThat(noise.redraw(3).after(0, 100))
                .isNotEqualTo(noise.mixed(3, 100))
                .isNotEqualTo(noise.redraw(3).after(1, 100));
    }

    @Test
    void noiseIsNormal() {
        float[] values = noise.mixed(0, 20_000);
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / values.length;
            square += value * (double) value / values.length;
        }
        assertThat(mean).isCloseTo(0, within(0.03));
        assertThat(square).isCloseTo(1, within(0.05));
    }
}
