package dev.brushcast.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.brushcast.engine.Style.Blend;
import dev.brushcast.engine.model.Conditioning;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptBlendTest {

    private static final int WIDTH = 16;

    @ParameterizedTest
    @EnumSource
    void aPromptOfWeightZeroDoesNotCount(Blend kind) {
        float[] input = random(1);
        float[] other = random(2);
        assertThat(blend(kind, WIDTH, new double[] {2, 0}, input, other)).containsExactly(input);
        assertClose(blend(kind, WIDTH, new double[] {0, 2}, other, input), input);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheRatioOfWeightsCounts(Blend kind) {
        float[][] inputs = {random(1), random(2), random(3)};
        assertClose(
                blend(kind, WIDTH, new double[] {1, 2, 3}, inputs),
                blend(kind, WIDTH, new double[] {0.1, 0.2, 0.3}, inputs));
    }

    @ParameterizedTest
    @EnumSource
    void aBlendOfAPromptWithItselfIsIt(Blend kind) {
        float[] input = random(1);
        assertClose(blend(kind, WIDTH, new double[] {1, 3}, input, input), input);
    }

    @Test
    void linearIsTheWeightedMean() {
        assertThat(blend(Blend.LINEAR, 2, new double[] {3, 1}, new float[] {1, 0}, new float[] {5, 4}))
                .containsExactly(2, 1);
    }

    @Test
    void slerpKeepsTheLengthOfEachToken() {
        float[] blend = blend(Blend.SLERP, WIDTH, new double[] {1, 1, 1}, unit(1), unit(2), unit(3));
        for (int token = 0; token < blend.length; token += WIDTH) {
            assertThat(length(blend, token)).isCloseTo(1, offset(1e-5));
        }
    }

    @Test
    void slerpMovesAtAConstantPaceAlongTheArc() {
        float[] third = blend(Blend.SLERP, 2, new double[] {2, 1}, new float[] {1, 0}, new float[] {0, 1});
        assertThat(Math.atan2(third[1], third[0])).isCloseTo(Math.PI / 6, offset(1e-6));
    }

    @Test
    void slerpOfParallelTokensIsTheStraightLine() {
        assertThat(blend(Blend.SLERP, 2, new double[] {1, 1}, new float[] {1, 1}, new float[] {3, 3}))
                .containsExactly(2, 2);
        assertThat(blend(Blend.SLERP, 2, new double[] {1, 1}, new float[] {0, 0}, new float[] {2, 0}))
                .containsExactly(1, 0);
    }

    @Test
    void embeddingsAreNotChanged() {
        float[] input = random(1);
        blend(Blend.SLERP, WIDTH, new double[] {1, 1}, input, random(2));
        assertThat(input).containsExactly(random(1));
    }

    private static float[] blend(Blend kind, int width, double[] weights, float[]... inputs) {
        List<Conditioning> embeddings = Arrays.stream(inputs)
                .map(input -> new Conditioning(input, null))
                .toList();
        return PromptBlend.blend(embeddings, weights, kind, width).states();
    }

    private static float[] random(int seed) {
        Random random = new Random(seed);
        float[] values = new float[4 * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] unit(int seed) {
        float[] values = random(seed);
        for (int token = 0; token < values.length; token += WIDTH) {
            double length = length(values, token);
            for (int i = token; i < token + WIDTH; i++) {
                values[i] = (float) (values[i] / length);
            }
        }
        return values;
    }

    private static double length(float[] values, int token) {
        double squares = 0;
        for (int i = token; i < token + WIDTH; i++) {
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
