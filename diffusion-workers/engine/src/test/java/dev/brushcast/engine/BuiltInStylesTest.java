package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.assembly.Engines;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the engine says of a style before it is rendered, on the built-in model. */
class BuiltInStylesTest {

    private static DiffusionEngine engine;

    @BeforeAll
    static void open() {
        engine = Engines.open(EngineConfig.of(BuiltInModel.IMAGE.folder())
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
    void noPromptStandsInTheLog() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger judge = (Logger) LoggerFactory.getLogger("dev.brushcast.engine.pipeline.StyleJudge");
        Level before = judge.getLevel();
        log.start();
        judge.setLevel(Level.WARN);
        judge.addAppender(log);
        try {
            Style secret = Style.of("studio ghibli")
                    .withPrompts(Style.Prompts.of("studio ghibli").withNegative("what no ghibli has"));
            engine.open("cam")
                    .render(new RenderRequest(
                            List.of(new SourceFrame(0, 0, new Picture(64, 64, new byte[3 * 64 * 64]), secret)),
                            Continuity.NONE,
                            Long.MAX_VALUE))
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);

            await().untilAsserted(() -> assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .hasSize(2)
                    .noneMatch(line -> line.contains("ghibli"))
                    .anyMatch(line -> line.startsWith("the model knows no style (13 characters) and gives"))
                    .anyMatch(line -> line.startsWith("the negative prompt (18 characters) has no effect")));
        } finally {
            judge.detachAppender(log);
            judge.setLevel(before);
        }
    }

    @Test
    void stepsBeyondTheScheduleAndAPromptAloneAreRefusedBeforeAnythingIsRendered() {
        Style steps = Style.of("ink").withSteps(new Style.Steps(List.of(60), 80, true));
        assertThat(engine.judge(steps, true).refusal()).contains("a schedule of 80 steps: model builtin has 50");
        assertThat(engine.judge(Style.of(""), false).refusal().orElseThrow()).contains("restyles pictures");
    }
}
