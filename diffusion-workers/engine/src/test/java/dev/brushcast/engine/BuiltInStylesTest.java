package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.assembly.Engines;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine says of a style before it is rendered, on the built-in model. */
class BuiltInStylesTest {

    private static DiffusionEngine engine;

    @BeforeAll
    static void open() {
        engine = Engines.open(EngineConfig.of(BuiltInModel.folder())
                .withDevice("cpu")
                .withPictureSizes(List.of(new PictureSize(64, 64))));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "an oil painting",
                "hokusai wave",
                "a dog in watercolour",
                "8-bit",
                "line drawing of a cat",
                "a photo of a man",
                "watercolr"
            })
    void thereIsNothingToSayOfAPromptThatTheModelKnows(String prompt) {
        assertThat(engine.judge(Style.of(prompt), true)).isEqualTo(StyleVerdict.FINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starry night by van gogh", "studio ghibli", "cyberpunk city", "make it snow"})
    void aPromptThatTheModelDoesNotKnowIsToldWhichItKnowsAndWhichIsNearest(String prompt) {
        StyleVerdict verdict = engine.judge(Style.of(prompt), true);
        assertThat(verdict.refusal()).isEmpty();
        assertThat(verdict.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "the model knows no style \"" + prompt + "\" and gives the picture back: it knows photo, oil, ")
                .containsPattern("; nearest is (oil|watercolor|pencil|comic|neon|ukiyo|cyanotype|pixel), as in \"");
    }

    @Test
    void aPromptThatIsCutIsToldWhatIsCutOff() {
        String prompt =
                "an oil painting with thick brush strokes on a rough canvas in the evening light of a summer day"
                        + " by the sea with boats";
        List<String> notes = engine.judge(Style.of(prompt), true).notes();
        assertThat(notes)
                .singleElement()
                .asString()
                .matches("the prompt is longer than the 16 tokens that the model reads:"
                        + " \".* by the sea with boats\" is cut off");
    }

    @ParameterizedTest
    @CsvSource({"NONE, 1", "SELF, 1.4", "FULL, 1", "INITIALIZE, 1"})
    void aNegativePromptWithoutEffectIsTold(GuidanceKind kind, double scale) {
        Style style = Style.of("an oil painting")
                .withPrompts(Style.Prompts.of("an oil painting").withNegative("blurry"))
                .withGuidance(new Guidance(kind, scale, 1));
        assertThat(engine.judge(style, true).notes())
                .singleElement()
                .asString()
                .startsWith("the negative prompt \"blurry\" has no effect with guidance ");
        assertThat(engine.judge(style.withGuidance(new Guidance(GuidanceKind.FULL, 1.4, 1)), true)
                        .notes())
                .isEmpty();
    }

    @Test
    void stepsBeyondTheScheduleAndAPromptAloneAreRefusedBeforeAnythingIsRendered() {
        Style steps = Style.of("ink").withSteps(new Style.Steps(List.of(60), 80, true));
        assertThat(engine.judge(steps, true).refusal()).contains("a schedule of 80 steps: model builtin has 50");
        assertThat(engine.judge(Style.of(""), false).refusal().orElseThrow()).contains("restyles pictures");
    }
}
