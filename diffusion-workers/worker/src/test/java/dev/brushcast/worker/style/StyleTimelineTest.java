package dev.brushcast.worker.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.WeightedPrompt;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleTimelineTest {

    private static final long SECOND_US = 1_000_000;

    private final NavigableMap<Long, StyleHistory.Entry> updates = new TreeMap<>();
    private final StyleTimeline timeline = new StyleTimeline(timestampMs -> {
        Map.Entry<Long, StyleHistory.Entry> entry = updates.floorEntry(timestampMs);
        return entry == null ? null : entry.getValue();
    });

    @Test
    void beforeTheFirstUpdateTheDefaultHolds() {
        update(1_000, "ink", 0);

        assertThat(timeline.at(999_999)).isEqualTo(StyleTimeline.DEFAULT);
        assertThat(timeline.at(1_000_000).prompts().positive()).containsExactly(new WeightedPrompt("ink", 1));
    }

    @Test
    void anUpdateHoldsUntilTheNext() {
        update(1_000, "ink", 0);
        update(2_000, "oil", 0);

        assertThat(promptsAt(1_999_999)).containsOnlyKeys("ink");
        assertThat(promptsAt(2_000_000)).containsOnlyKeys("oil");
    }

    @ParameterizedTest
    @CsvSource({"2000, 0", "2250, 0.25", "2500, 0.5", "2999, 0.999"})
    void duringATransitionOneStyleFadesIntoTheOther(long timeMs, double share) {
        update(1_000, "ink", 0);
        update(2_000, "oil", SECOND_US);

        Map<String, Double> prompts = promptsAt(timeMs * 1_000);

        assertThat(prompts.getOrDefault("oil", 0.0)).isCloseTo(share, within(1e-9));
        assertThat(prompts.getOrDefault("ink", 0.0)).isCloseTo(1 - share, within(1e-9));
    }

    @Test
    void afterTheTransitionNothingOfTheStyleBeforeIsLeft() {
        update(1_000, "ink", 0);
        update(2_000, "oil", SECOND_US);

        assertThat(timeline.at(3_000_000).prompts().positive()).containsExactly(new WeightedPrompt("oil", 1));
    }

    @Test
    void aTransitionThatIsInterruptedGoesOnFromWhereItWas() {
        update(1_000, "ink", 0);
        update(2_000, "oil", SECOND_US);
        update(2_500, "pencil", SECOND_US);

        Map<String, Double> just = promptsAt(2_500_000);
        Map<String, Double> half = promptsAt(3_000_000);

        assertThat(just.getOrDefault("pencil", 0.0)).isZero();
        assertThat(just.getOrDefault("oil", 0.0)).isCloseTo(0.5, within(1e-3));
        assertThat(half.getOrDefault("pencil", 0.0)).isCloseTo(0.5, within(1e-9));
        assertThat(half.getOrDefault("oil", 0.0)).isCloseTo(0.25, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 9, 12, 40, 300})
    void aSliderThatIsDraggedForLongDoesNotJump(int updatesOfTheSlider) {
        update(1_000, "ink", 0);
        for (int i = 0; i < updatesOfTheSlider; i++) {
            update(2_000 + 100L * i, "oil", 3 * SECOND_US);
        }
        double before = 1;
        for (long timeMs = 1_960; timeMs < 6_000 + 100L * updatesOfTheSlider; timeMs += 40) {
            double ink = promptsAt(timeMs * 1_000).getOrDefault("ink", 0.0);
            assertThat(ink).as("at %d ms", timeMs).isCloseTo(before, within(0.02));
            before = ink;
        }
        assertThat(before).isZero();
    }

    @Test
    void ofManyPromptsOnTheirWayThoseAreLeftThatAreSeen() {
        update(1_000, "ink", 0);
        for (int i = 0; i < 400; i++) {
            update(2_000 + 100L * i, "prompt " + i, 3 * SECOND_US);
        }

        Map<String, Double> prompts = promptsAt(41_950_000);

        assertThat(prompts).hasSizeBetween(60, 120).containsKey("prompt 399").doesNotContainKey("prompt 200");
        assertThat(prompts.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(0.05));
    }

    @Test
    void theFirstUpdateFadesInFromTheSourcesPicture() {
        update(2_000, "oil", SECOND_US);

        assertThat(promptsAt(2_500_000)).containsEntry("", 0.5).containsEntry("oil", 0.5);
    }

    @Test
    void seedsFadeTooAndARevisionIsTheNewOne() {
        updates.put(1_000L, new StyleHistory.Entry(style(1, "ink", 7), 1_000, 0));
        updates.put(2_000L, new StyleHistory.Entry(style(2, "ink", 9), 2_000, SECOND_US));

        Style halfway = timeline.at(2_500_000);

        assertThat(halfway.revision()).isEqualTo(2);
        assertThat(halfway.prompts().positive()).containsExactly(new WeightedPrompt("ink", 1));
        assertThat(halfway.seeds().weighted())
                .containsExactly(new Style.WeightedSeed(7, 0.5), new Style.WeightedSeed(9, 0.5));
    }

    private Map<String, Double> promptsAt(long mediaTimeUs) {
        Map<String, Double> weights = new TreeMap<>();
        timeline.at(mediaTimeUs).prompts().positive().forEach(prompt -> weights.put(prompt.text(), prompt.weight()));
        return weights;
    }

    private void update(long sinceMs, String prompt, long transitionUs) {
        Style style = style(updates.size() + 1, prompt, 2);
        updates.put(sinceMs, new StyleHistory.Entry(style, sinceMs, transitionUs));
    }

    private static Style style(long revision, String prompt, long seed) {
        return Style.of(prompt).withRevision(revision).withSeeds(Style.Seeds.of(seed));
    }
}
