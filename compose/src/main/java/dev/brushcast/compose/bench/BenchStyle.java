package dev.brushcast.compose.bench;

import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import java.util.List;

/** The style that benchmarks render in: every frame, with the model's own steps, without guidance. */
final class BenchStyle {

    static final StyleUpdate OIL = StyleUpdate.newBuilder()
            .setStreamId("main")
            .setRevision(1)
            .setPrompts(List.of(new WeightedPrompt("an oil painting", 1.0)))
            .setPromptBlend(Blend.LINEAR)
            .setNegativePrompt("")
            .setSeeds(List.of(new WeightedSeed(2L, 1.0)))
            .setSeedBlend(Blend.LINEAR)
            .setTIndexList(List.of())
            .setInferenceSteps(50)
            .setGuidance(GuidanceKind.NONE)
            .setGuidanceScale(1)
            .setDelta(1)
            .setAddNoise(true)
            .setTransitionUs(0)
            .build();

    private BenchStyle() {}
}
