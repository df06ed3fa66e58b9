package dev.brushcast.compose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.fake.FakeSpeed;
import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EngineOptionsTest {

    @Test
    void aFakeEngineTakesTheTimesItIsGiven() {
        assertThat(FakeSpeedOption.of(parsed("1=33,8=180.5,encode=2").fake))
                .isEqualTo(new FakeSpeed(
                        Map.of(1, Duration.ofMillis(33), 8, Duration.ofNanos(180_500_000)),
                        Duration.ofMillis(2),
                        Duration.ZERO));
        assertThat(FakeSpeedOption.of(parsed("1=33,pixels=262144").fake).pixels())
                .isEqualTo(512 * 512);
    }

    @Test
    void aFakeEngineSaysThatItIsOneAndShowsIt() {
        try (DiffusionEngine engine = parsed("1=0").open()) {
            assertThat(engine.description().model()).isEqualTo("fake (no model: negatives)");
            assertThat(engine.description().device()).isEqualTo("none");

            Picture black = new Picture(8, 8, new byte[3 * 64]);
            RenderResult result = engine.open("s")
                    .render(new RenderRequest(
                            List.of(new SourceFrame(0, 0, black, Style.of("any"))), Continuity.NONE, Long.MAX_VALUE))
                    .toCompletableFuture()
                    .join();
            assertThat(result.frames()).singleElement().isInstanceOfSatisfying(RenderedFrame.Styled.class, styled -> {
                assertThat(styled.picture().rgb()).containsOnly(255);
            });
        }
    }

    @Test
    void devicesAreOneOrAListOfThem() {
        EngineOptions options = new EngineOptions();
        for (String devices : List.of("auto", "cpu", "cuda:0,cuda:1", "cpu, cpu")) {
            options.device = devices;
            options.check();
        }
        options.device = "cpu,auto";
        assertThatThrownBy(options::check).hasMessageContaining("of several devices each has its name");
        options.device = "cpu,gpu";
        assertThatThrownBy(options::check).hasMessageContaining("no device is called \"gpu\"");
    }

    @Test
    void aFakeEngineNeverStandsInForAModel() {
        EngineOptions both = new EngineOptions();
        new CommandLine(both).parseArgs("--fake-engine", "1=33", "--model", "some-model");
        assertThatThrownBy(both::open).isInstanceOf(UserError.class).hasMessageContaining("leave out --model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2=50       | add 1=MS",
                "1=33,two=5 | two is no number of rows",
                "1=33,0=5   | 0 is no number of rows",
                "1=-1       | 0 to 60000",
                "1=1,encode=NaN | 0 to 60000"
            })
    void saysWhatIsWrongWithASpeed(String speed, String message) {
        assertThatThrownBy(() -> parsed(speed).open())
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aModelIsABuiltInOneByItsNameOrAFolder() {
        assertThat(folder()).isEqualTo(BuiltInModel.IMAGE.folder());
        assertThat(folder("--model=builtin")).isEqualTo(BuiltInModel.IMAGE.folder());
        assertThat(folder("--model=builtin:video")).isEqualTo(BuiltInModel.VIDEO.folder());
        assertThat(folder("--model=./builtin")).isEqualTo(Path.of("./builtin"));
    }

    @Test
    void severalModelsNeedNamesOfTheirOwnAndARunHasOne() {
        EngineOptions two = new EngineOptions();
        new CommandLine(two).parseArgs("--model=builtin", "--model=builtin:video");
        two.check();
        assertThatThrownBy(two::checkOne).isInstanceOf(UserError.class).hasMessageContaining("one --model");

        EngineOptions alike = new EngineOptions();
        new CommandLine(alike).parseArgs("--model=a/sd", "--model=b/sd");
        assertThatThrownBy(alike::check)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("two of --model are called sd");
    }

    private static Path folder(String... arguments) {
        EngineOptions options = new EngineOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.config().modelFolder();
    }

    @Test
    void everythingElseOfTheEngineCanBeAskedFor() {
        EngineOptions options = new EngineOptions();
        new CommandLine(options)
                .parseArgs(
                        "--policy=stream-batch",
                        "--frame-buffer=3",
                        "--threads=2",
                        "--fixed-batch=4",
                        "--unsafe-frames=black",
                        "--prompt-cache=prompts",
                        "--device=cpu");
        assertThat(options.config())
                .usingRecursiveComparison()
                .ignoringFields("nanoClock")
                .isEqualTo(EngineConfig.of(BuiltInModel.IMAGE.folder())
                        .withPolicy(BatchPolicy.STREAM_BATCH)
                        .withFrameBuffer(3)
                        .withIntraOpThreads(2)
                        .withFixedBatch(4)
                        .withUnsafeFrames(UnsafeFrames.BLACK)
                        .withPromptCache(Path.of("prompts"))
                        .withDevice("cpu"));
    }

    @ParameterizedTest
    @CsvSource({"--frame-buffer,0", "--threads,-1", "--fixed-batch,-2"})
    void saysWhichNumberIsTooSmall(String option, String number) {
        EngineOptions options = new EngineOptions();
        new CommandLine(options).parseArgs(option, number);
        assertThatThrownBy(options::config)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(option + " " + number + " is too small");
    }

    private static EngineOptions parsed(String fakeEngine) {
        EngineOptions options = new EngineOptions();
        new CommandLine(options).parseArgs("--fake-engine", fakeEngine);
        return options;
    }
}
