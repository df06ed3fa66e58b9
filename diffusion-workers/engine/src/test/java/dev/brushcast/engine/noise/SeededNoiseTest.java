package dev.brushcast.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.WeightedSeed;
import dev.brushcast.engine.model.LatentShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededNoiseTest {

    private static final LatentShape SHAPE = new LatentShape(4, 64, 64);
    private static final FrameKey FRAME = new FrameKey("stream", 3, 1_000_000);

    private final SeededNoise noise = new SeededNoise();

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        // Recordings are replayed years later: these numbers never change.
        assertThat(noise.step(FRAME, style(2), 0, SHAPE)).startsWith(0.85197806f, 1.5581564f, -0.9931261f, 1.0560474f);
        assertThat(Draws.SEEDED.similarity(FRAME, 2)).isEqualTo(0.36467930566831097);
    }

    @Test
    void isStandardNormal() {
        float[] values = noise.step(FRAME, style(2), 0, SHAPE);
        assertThat(mean(values)).isCloseTo(0, within(0.03));
        assertThat(variance(values)).isCloseTo(1, within(0.03));
    }

    @Test
    void ofAStepIsTheSameForAllFramesAndOfOtherStepsAndSeedsAnother() {
        float[] first = noise.step(FRAME, style(2), 0, SHAPE);
        assertThat(noise.step(new FrameKey("other", 9, 9), style(2), 0, SHAPE)).isSameAs(first);
        assertThat(correlation(first, noise.step(FRAME, style(2), 1, SHAPE))).isCloseTo(0, within(0.03));
        assertThat(correlation(first, noise.step(FRAME, style(3), 0, SHAPE))).isCloseTo(0, within(0.03));
    }

    @Test
    void toStartFromIsOfItsFrame() {
        float[] start = noise.start(FRAME, style(2), SHAPE);
        assertThat(noise.start(FRAME, style(2), SHAPE)).isEqualTo(start);
        FrameKey next = new FrameKey("stream", 4, 1_040_000);
        assertThat(correlation(start, noise.start(next, style(2), SHAPE))).isCloseTo(0, within(0.03));
    }

    @Test
    void keepsItsVarianceWhenSeedsAreBlended() {
        Style blended = style(List.of(new WeightedSeed(1, 0.7), new WeightedSeed(2, 0.3)));
        assertThat(variance(noise.step(FRAME, blended, 0, SHAPE))).isCloseTo(1, within(0.05));
    }

    @Test
    void ofASeedThatIsGivenTwiceIsThatSeeds() {
        Style twice = style(List.of(new WeightedSeed(2, 0.7), new WeightedSeed(2, 0.3)));
        assertThat(noise.step(FRAME, twice, 0, SHAPE)).isEqualTo(noise.step(FRAME, style(2), 0, SHAPE));
    }

    private static Style style(long seed) {
        return style(List.of(new WeightedSeed(seed, 1)));
    }

    private static Style style(List<WeightedSeed> seeds) {
        Style plain = Style.of("");
        return plain.withSeeds(new Style.Seeds(seeds, Style.Blend.LINEAR)).withSteps(Style.Steps.at(List.of(0)));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(float[] values) {
        return correlation(values, values);
    }

    private static double correlation(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum / one.length;
    }
}
