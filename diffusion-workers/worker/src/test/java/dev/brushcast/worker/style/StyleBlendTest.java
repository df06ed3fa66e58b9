package dev.brushcast.worker.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Blend;
import dev.brushcast.engine.Style.Prompts;
import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.Style.WeightedPrompt;
import dev.brushcast.engine.Style.WeightedSeed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StyleBlendTest {

    private static final Style FROM = Style.of("")
            .withPrompts(prompts(new WeightedPrompt("ink", 3), new WeightedPrompt("oil", 1)))
            .withSeeds(seeds(new WeightedSeed(1, 6), new WeightedSeed(2, 2)));
    private static final Style TO = Style.of("")
            .withPrompts(prompts(new WeightedPrompt("oil", 5), new WeightedPrompt("chalk", 5)))
            .withSeeds(seeds(new WeightedSeed(2, 10)));

    @Test
    void whateverTheWeightsOfAStyleAddUpToItsShareIsTheSame() {
        Style blended = StyleBlend.of(FROM, TO, 0.25);

        assertThat(weights(blended)).containsOnlyKeys("ink", "oil", "chalk");
        assertThat(weights(blended).get("ink")).isCloseTo(0.75 * 3 / 4, within(1e-12));
        assertThat(weights(blended).get("oil")).isCloseTo(0.75 / 4 + 0.25 / 2, within(1e-12));
        assertThat(weights(blended).get("chalk")).isCloseTo(0.25 / 2, within(1e-12));
        assertThat(seedWeights(blended).get(1L)).isCloseTo(0.75 * 6 / 8, within(1e-12));
        assertThat(seedWeights(blended).get(2L)).isCloseTo(0.75 * 2 / 8 + 0.25, within(1e-12));
    }

    @Test
    void promptsAndSeedsThatAreNotSeenAreLeftOut() {
        double hardly = StyleBlend.UNSEEN;
        Style seen = StyleBlend.seen(Style.of("")
                .withPrompts(prompts(
                        new WeightedPrompt("ink", 1),
                        new WeightedPrompt("oil", hardly),
                        new WeightedPrompt("chalk", hardly / 2)))
                .withSeeds(
                        seeds(new WeightedSeed(1, 1), new WeightedSeed(2, hardly), new WeightedSeed(3, hardly / 2))));

        assertThat(weights(seen)).containsOnlyKeys("ink", "oil");
        assertThat(seedWeights(seen)).containsOnlyKeys(1L, 2L);
    }

    @Test
    void ofManyThatAreHardlySeenEachAllAreSeenTogether() {
        double hardly = StyleBlend.UNSEEN / 2;
        Style seen = StyleBlend.seen(Style.of("")
                .withPrompts(prompts(new WeightedPrompt("ink", hardly), new WeightedPrompt("oil", hardly)))
                .withSeeds(seeds(new WeightedSeed(1, hardly), new WeightedSeed(2, hardly))));

        assertThat(weights(seen)).containsOnlyKeys("ink", "oil");
        assertThat(seedWeights(seen)).containsOnlyKeys(1L, 2L);
    }

    private static Prompts prompts(WeightedPrompt... positive) {
        return new Prompts(List.of(positive), Blend.LINEAR, "");
    }

    private static Seeds seeds(WeightedSeed... weighted) {
        return new Seeds(List.of(weighted), Blend.SLERP);
    }

    private static Map<String, Double> weights(Style style) {
        return style.prompts().positive().stream()
                .collect(Collectors.toMap(WeightedPrompt::text, WeightedPrompt::weight));
    }

    private static Map<Long, Double> seedWeights(Style style) {
        return style.seeds().weighted().stream().collect(Collectors.toMap(WeightedSeed::seed, WeightedSeed::weight));
    }
}
