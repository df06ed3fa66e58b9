package dev.brushcast.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.brushcast.engine.Style.Blend;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlendingTest {

    private static final int WIDTH = 16;

    @ParameterizedTest
    @EnumSource
    void aSingleInputComesBackToTheBit(Blend kind) {
        float[] input = random(1, 64);
        assertThat(Blending.embeddings(kind, List.of(input), new double[] {0.3}, WIDTH))
                .containsExactly(input);
        assertThat(Blending.noise(kind, List.of(input), new double[] {0.3})).containsExactly(input);
    }

    @ParameterizedTest
    @EnumSource
    void anInputOfWeightZeroDoesNotCount(Blend kind) {
        float[] input = random(1, 64);
        float[] other = random(2, 64);
        assertThat(Blending.embeddings(kind, List.of(input, other), new double[] {2, 0}, WIDTH))
                .containsExactly(input);
        assertClose(Blending.embeddings(kind, List.of(other, input), new double[] {0, 2}, WIDTH), input);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheRatioOfWeightsCounts(Blend kind) {
        List<float[]> inputs = List.of(random(1, 64), random(2, 64), random(3, 64));
        assertClose(
                Blending.embeddings(kind, inputs, new double[] {1, 2, 3}, WIDTH),
                Blending.embeddings(kind, inputs, new double[] {0.1, 0.2, 0.3}, WIDTH));
    }

    @ParameterizedTest
    @EnumSource
    void blendsOfOneInputWithItselfAreIt(Blend kind) {
        float[] input = random(1, 64);
        assertClose(Blending.embeddings(kind, List.of(input, input), new double[] {1, 3}, WIDTH), input);
    }

    @Test
    void linearIsTheWeightedMean() {
        assertThat(Blending.embeddings(
                        Blend.LINEAR, List.of(new float[] {1, 0}, new float[] {5, 4}), new double[] {3, 1}, 2))
                .containsExactly(2, 1);
    }

    @Test
    void slerpKeepsTheLengthOfEachVector() {
        List<float[]> inputs = List.of(unit(random(1, 64)), unit(random(2, 64)), unit(random(3, 64)));
        float[] blend = Blending.embeddings(Blend.SLERP, inputs, new double[] {1, 1, 1}, WIDTH);
        for (int offset = 0; offset < blend.length; offset += WIDTH) {
            assertThat(length(blend, offset, WIDTH)).isCloseTo(1, offset(1e-5));
        }
    }

    @Test
    void slerpMovesAtAConstantPaceAlongTheArc() {
        float[] third = Blending.embeddings(
                Blend.SLERP, List.of(new float[] {1, 0}, new float[] {0, 1}), new double[] {2, 1}, 2);
        assertThat(Math.atan2(third[1], third[0])).isCloseTo(Math.PI / 6, offset(1e-6));
    }

    @Test
    void slerpOfParallelVectorsIsTheStraightLine() {
        assertThat(Blending.embeddings(
                        Blend.SLERP, List.of(new float[] {1, 1}, new float[] {3, 3}), new double[] {1, 1}, 2))
                .containsExactly(2, 2);
        assertThat(Blending.embeddings(
                        Blend.SLERP, List.of(new float[] {0, 0}, new float[] {2, 0}), new double[] {1, 1}, 2))
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void blendedNoiseIsStillUnitNormal(Blend kind) {
        List<float[]> inputs = List.of(random(1, 50_000), random(2, 50_000), random(3, 50_000));
        float[] blend = Blending.noise(kind, inputs, new double[] {0.5, 0.3, 0.2});
        double rms = length(blend, 0, blend.length) / Math.sqrt(blend.length);
        assertThat(rms).isCloseTo(1, offset(0.02));
    }

    @Test
    void inputsAreNotChanged() {
        float[] input = random(1, 64);
        float[] before = input.clone();
        Blending.embeddings(Blend.SLERP, List.of(input, random(2, 64)), new double[] {1, 1}, WIDTH);
        assertThat(input).containsExactly(before);
    }

    @Test
    void weightsThatMakeNoSenseAreRefused() {
        List<float[]> inputs = List.of(random(1, 4), random(2, 4));
        for (double[] weights : new double[][] {{0, 0}, {1, -1}, {1, Double.NaN}, {1, Double.POSITIVE_INFINITY}, {1}}) {
            assertThatThrownBy(() -> Blending.noise(Blend.LINEAR, inputs, weights))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static float[] random(int seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] unit(float[] values) {
        float[] unit = values.clone();
        for (int offset = 0; offset < unit.length; offset += WIDTH) {
            double length = length(values, offset, WIDTH);
            for (int i = offset; i < offset + WIDTH; i++) {
                unit[i] = (float) (unit[i] / length);
            }
        }
        return unit;
    }

    private static double length(float[] values, int offset, int width) {
        double squares = 0;
        for (int i = offset; i < offset + width; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static void assertClose(float[] actual, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], offset(1e-5f));
        }
    }
}
