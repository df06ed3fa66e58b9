package dev.brushcast.compose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.SimilaritySettings;
import dev.brushcast.contract.avro.SkipRule;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.kit.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StyleOptionsTest {

    private static final StyleUpdate BEFORE = parsed(
                    "--prompt",
                    "oil",
                    "--seed",
                    "7",
                    "--t-index",
                    "32,45",
                    "--guidance",
                    "self",
                    "--guidance-scale",
                    "1.4",
                    "--delta",
                    "0.5",
                    "--similarity",
                    "0.9",
                    "--negative-prompt",
                    "blurry")
            .initial("cam", "");

    @Test
    void whatIsNotGivenStaysAsItWas() {
        StyleUpdate after = parsed("--prompt", "pencil").over(BEFORE);

        assertThat(after)
                .isEqualTo(StyleUpdate.newBuilder(BEFORE)
                        .setPrompts(List.of(new WeightedPrompt("pencil", 1.0)))
                        .build());
    }

    @Test
    void aNewStreamBeginsUnguidedWithThePromptThatItIsGiven() {
        StyleUpdate style = parsed().initial("cam", "oil");

        assertThat(style.getPrompts()).containsExactly(new WeightedPrompt("oil", 1.0));
        assertThat(style.getGuidance()).isEqualTo(GuidanceKind.NONE);
        assertThat(style.getGuidanceScale()).isEqualTo(1);
        assertThat(style.getSimilarity()).isNull();
    }

    @Test
    void guidanceThatIsSwitchedOnHasAScale() {
        StyleUpdate style = parsed("--guidance", "full").initial("cam", "oil");

        assertThat(style.getGuidanceScale()).isGreaterThan(1);
    }

    @Test
    void anotherKindOfGuidanceKeepsTheScale() {
        assertThat(parsed("--guidance", "full").over(BEFORE).getGuidanceScale()).isEqualTo(1.4);
    }

    @Test
    void severalPromptsAndSeedsAreABlend() {
        StyleUpdate style = parsed(
                        "--prompt",
                        "oil",
                        "--prompt",
                        "neon",
                        "--prompt-weights",
                        "0.7,0.3",
                        "--prompt-blend",
                        "slerp",
                        "--seed",
                        "1",
                        "--seed",
                        "2")
                .over(BEFORE);

        assertThat(style.getPrompts()).containsExactly(new WeightedPrompt("oil", 0.7), new WeightedPrompt("neon", 0.3));
        assertThat(style.getPromptBlend()).isEqualTo(Blend.SLERP);
        assertThat(style.getSeeds()).containsExactly(new WeightedSeed(1L, 1.0), new WeightedSeed(2L, 1.0));
    }

    @Test
    void weightsAloneShiftTheBlendThatIsThere() {
        StyleUpdate blend = parsed("--prompt", "oil", "--prompt", "neon").over(BEFORE);

        assertThat(parsed("--prompt-weights", "0.2,0.8").over(blend).getPrompts())
                .containsExactly(new WeightedPrompt("oil", 0.2), new WeightedPrompt("neon", 0.8));
    }

    @Test
    void weightsThatDoNotMatchTheirPromptsAreRefused() {
        assertThatThrownBy(() ->
                        parsed("--prompt", "oil", "--prompt-weights", "0.2,0.8").over(BEFORE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("2 numbers for 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--prompt-weights 0.2,0.8",
                "--seed-weights 1,2,3",
                "--max-skip 3",
                "--t-index 600",
                "--inference-steps 20",
                "--prompt oil"
            })
    void whatSuitsSomeStyleIsNotRefusedBeforeTheStreamsIsKnown(String options) {
        assertThatCode(() -> parsed(options.split(" ")).check()).doesNotThrowAnyException();
    }

    @Test
    void theSimilarityFilterIsSetAndSwitchedOff() {
        assertThat(BEFORE.getSimilarity()).isEqualTo(new SimilaritySettings(0.9, 10, SkipRule.PLAIN));
        assertThat(parsed("--similarity", "off").over(BEFORE).getSimilarity()).isNull();
        assertThatThrownBy(() -> parsed("--similarity", "1.5").over(BEFORE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("0 to 1");
    }

    @Test
    void howTheFilterCountsStaysAsItWasToo() {
        StyleUpdate counting =
                parsed("--max-skip", "3", "--skip-rule", "reference").over(BEFORE);
        assertThat(counting.getSimilarity()).isEqualTo(new SimilaritySettings(0.9, 3, SkipRule.REFERENCE));
        assertThat(parsed("--similarity", "0.95").over(counting).getSimilarity())
                .isEqualTo(new SimilaritySettings(0.95, 3, SkipRule.REFERENCE));
        assertThatThrownBy(() -> parsed("--max-skip", "-1").over(BEFORE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 0");
        assertThatThrownBy(() -> parsed("--max-skip", "3").initial("cam", "oil"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("give --similarity");
    }

    @Test
    void theScheduleAndTheNoiseBetweenStepsAreTheStreamsOwn() {
        StyleUpdate after = parsed("--inference-steps", "20", "--t-index", "4,12", "--add-noise", "false")
                .over(BEFORE);
        assertThat(after.getInferenceSteps()).isEqualTo(20);
        assertThat(after.getTIndexList()).containsExactly(4, 12);
        assertThat(after.getAddNoise()).isFalse();
        assertThat(parsed("--prompt", "neon").over(after).getAddNoise()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --inference-steps 20             | --t-index or --inference-steps | at most 19, not [32, 45]
            --inference-steps 0              | --t-index or --inference-steps | at least 1, not 0
            --t-index 45,32                  | --t-index or --inference-steps | must rise
            --prompt a --prompt-weights 0    | --prompt or --prompt-weights   | all weights are 0
            --seed 1 --seed-weights -1       | --seed-weights                 | a weight must be a number from 0, not -1.0
            --guidance-scale NaN             | --guidance-scale or --delta    | guidance scale must be a number
            --delta Infinity                 | --guidance-scale or --delta    | delta must be a number
            """)
    void aStyleThatNoWorkerTakesIsRefusedInOneLineThatNamesTheOptions(String given, String options, String why) {
        assertThatThrownBy(() -> parsed(given.split(" ")).over(BEFORE))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("change " + options + ": ")
                .hasMessageContaining(why)
                .satisfies(error -> assertThat(error.getMessage()).hasLineCount(1));
    }

    private static StyleOptions parsed(String... arguments) {
        StyleOptions options = new StyleOptions();
        CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
        spec.addMixin("style", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }
}
