package dev.brushcast.engine.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of guidance costs in rows, and whether it acts at all. */
class GuidanceRuleTest {

    @ParameterizedTest
    @CsvSource({
        "NONE, 1.5, false, false, false, false",
        "FULL, 1, false, false, false, false",
        "FULL, 0.5, true, true, false, false",
        "FULL, 1.5, true, true, false, false",
        "SELF, 1, false, false, true, false",
        "SELF, 1.01, false, false, true, true",
        "INITIALIZE, 1, false, false, true, false",
        "INITIALIZE, 0.5, false, false, true, false",
        "INITIALIZE, 1.01, true, false, true, true"
    })
    void aSecondRowAndResidualNoiseByKindAndScale(
            GuidanceKind kind, double scale, boolean firstStep, boolean laterSteps, boolean residual, boolean acts) {
        Guidance guidance = new Guidance(kind, scale, 1);
        assertThat(GuidanceRule.needsNegative(guidance, 0)).isEqualTo(firstStep);
        assertThat(GuidanceRule.needsNegative(guidance, 1)).isEqualTo(laterSteps);
        assertThat(GuidanceRule.hasResidual(guidance)).isEqualTo(residual);
        assertThat(GuidanceRule.residualActs(guidance)).isEqualTo(acts);
    }
}
