package dev.brushcast.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.brushcast.engine.Style.Blend;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseBlendTest {

    private static final List<float[]> NOISES = List.of(noise(1), noise(2), noise(3));

    @ParameterizedTest
    @EnumSource
    void blendedNoiseIsStillStandardNormal(Blend kind) {
        float[] blend = NoiseBlend.blend(NOISES, new double[] {0.5, 0.3, 0.2}, kind);
        double squares = 0;
        for (float value : blend) {
            squares += (double) value * value;
        }
        assertThat(squares / blend.length).isCloseTo(1, offset(0.02));
    }

    @ParameterizedTest
    @EnumSource
    void theHeavierNoiseIsNearer(Blend kind) {
        float[] blend = NoiseBlend.blend(NOISES, new double[] {5, 3, 1}, kind);
        assertThat(product(blend, 0)).isGreaterThan(product(blend, 1));
        assertThat(product(blend, 1)).isGreaterThan(product(blend, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aNoiseAloneIsItself(Blend kind) {
        assertThat(NoiseBlend.blend(NOISES.subList(0, 1), new double[] {0.3}, kind))
                .containsExactly(NOISES.getFirst());
    }

    private static double product(float[] blend, int noise) {
        double product = 0;
        for (int i = 0; i < blend.length; i++) {
            product += (double) blend[i] * NOISES.get(noise)[i];
        }
        return product;
    }

    private static float[] noise(int seed) {
        Random random = new Random(seed);
        float[] values = new float[50_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
