package dev.brushcast.worker.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StyleMappingTest {

    @Test
    void everyFieldReachesTheEngine() {
        StyleUpdate update = StyleUpdate.newBuilder()
                .setStreamId("s")
                .setRevision(4)
                .setPrompts(List.of(new WeightedPrompt("ink", 0.3), new WeightedPrompt("oil", 0.7)))
                .setPromptBlend(Blend.SLERP)
                .setNegativePrompt("blurry")
                .setSeeds(List.of(new WeightedSeed(8L, 0.4), new WeightedSeed(9L, 0.6)))
                .setSeedBlend(Blend.SLERP)
                .setTIndexList(List.of(18, 26))
                .setInferenceSteps(40)
                .setGuidance(GuidanceKind.SELF)
                .setGuidanceScale(1.4)
                .setDelta(0.5)
                .setAddNoise(false)
                .setFewestSteps(1)
                .setSmallestSize(50)
                .setSimilarity(new SimilaritySettings(0.9, 3, SkipRule.REFERENCE))
                .build();

        assertThat(StyleMapping.toStyle(update))
                .isEqualTo(new Style(
                        4,
                        new Style.Prompts(
                                List.of(new Style.WeightedPrompt("ink", 0.3), new Style.WeightedPrompt("oil", 0.7)),
                                Style.Blend.SLERP,
                                "blurry"),
                        new Style.Seeds(
                                List.of(new Style.WeightedSeed(8, 0.4), new Style.WeightedSeed(9, 0.6)),
                                Style.Blend.SLERP),
                        new Style.Steps(List.of(18, 26), 40, false, 1),
                        new Style.Guidance(Style.GuidanceKind.SELF, 1.4, 0.5),
                        new Style.Similarity(0.9, 3, Style.SkipRule.REFERENCE),
                        50));
    }

    @ParameterizedTest
    @EnumSource
    void theEngineHasEachKindOfGuidance(GuidanceKind kind) {
        StyleUpdate update =
                Chunks.styleBuilder("s", 1, "ink").setGuidance(kind).build();

        assertThat(StyleMapping.toStyle(update).guidance().kind().name()).isEqualTo(kind.name());
    }

    @Test
    void aSliderAtItsEndIsAWeightLikeAnyOther() {
        StyleUpdate update = Chunks.styleBuilder("s", 1, "ink")
                .setPrompts(List.of(new WeightedPrompt("ink", 0.0), new WeightedPrompt("oil", 1.0)))
                .setSeeds(List.of(new WeightedSeed(8L, 1.0), new WeightedSeed(9L, 0.0)))
                .build();

        assertThat(StyleMapping.toStyle(update).prompts().positive())
                .containsExactly(new Style.WeightedPrompt("ink", 0), new Style.WeightedPrompt("oil", 1));
    }

    @ParameterizedTest
    @MethodSource
    void whatNoEngineCanDoIsRefused(StyleUpdate update) {
        assertThatIllegalArgumentException().isThrownBy(() -> StyleMapping.toStyle(update));
    }

    static Stream<StyleUpdate> whatNoEngineCanDoIsRefused() {
        StyleUpdate.Builder base = Chunks.styleBuilder("s", 1, "ink");
        return Stream.of(
                StyleUpdate.newBuilder(base).setPrompts(List.of()).build(),
                StyleUpdate.newBuilder(base).setSeeds(List.of()).build(),
                StyleUpdate.newBuilder(base)
                        .setPrompts(List.of(new WeightedPrompt("ink", 0.0)))
                        .build(),
                StyleUpdate.newBuilder(base)
                        .setPrompts(List.of(new WeightedPrompt("x".repeat(Style.MAX_PROMPT_CHARS + 1), 1.0)))
                        .build(),
                StyleUpdate.newBuilder(base).setTIndexList(List.of(3, 2)).build(),
                StyleUpdate.newBuilder(base).setGuidanceScale(Double.NaN).build(),
                StyleUpdate.newBuilder(base)
                        .setSimilarity(new SimilaritySettings(0.9, -1, SkipRule.PLAIN))
                        .build());
    }
}
