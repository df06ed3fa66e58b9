package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FreedInUse;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that is closed while others use it frees nothing under them. */
@Timeout(30)
class CloseInUseTest {

    private static final int SIDE = 8;

    private final FreedInUse text = new FreedInUse(1);

    @Test
    void whatIsSaidOfAFramesStyleInTheLogIsOverBeforeTheTokenizerIsFreed() throws Exception {
        DiffusionEngine engine = open(System::nanoTime);
        text.check(engine, style -> render(engine, style));
    }

    @Test
    void aCallersJudgingIsOverBeforeTheTokenizerIsFreed() throws Exception {
        DiffusionEngine engine = open(System::nanoTime);
        text.check(engine, style -> CompletableFuture.runAsync(() -> engine.judge(style, true)));
    }

    @Test
    void aRequestInTheMidstOfWhichTheEngineIsClosedIsAnsweredSo() {
        AtomicReference<@Nullable DiffusionEngine> closes = new AtomicReference<>();
        Thread caller = Thread.currentThread();
        DiffusionEngine engine = open(() -> {
            DiffusionEngine open = Thread.currentThread().equals(caller) ? closes.getAndSet(null) : null;
            if (open != null) {
                open.close();
            }
            return System.nanoTime();
        });
        closes.set(engine);
        CompletableFuture<RenderResult> answer = render(engine, Style.of("a cat"));
        assertThat(closes).hasNullValue();
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining("the engine is closed");
    }

    private DiffusionEngine open(LongSupplier clock) {
        DiffusionModel fake = FakeModel.of(FakeSpeed.linear(Duration.ofMillis(1), Duration.ZERO), Pause.SLEEPING);
        EngineConfig config = EngineConfig.of(Path.of("none"))
                .withNanoClock(clock)
                .withFixedBatch(1)
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
        return new PipelinedEngine(
                new DiffusionModel(fake.description(), text, fake.encoder(), fake.denoiser(), fake.decoder(), null),
                config,
                new SeededNoise(),
                Draws.SEEDED);
    }

    private static CompletableFuture<RenderResult> render(DiffusionEngine engine, Style style) {
        Picture picture = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
        return engine.open("s")
                .render(new RenderRequest(
                        List.of(new SourceFrame(0, 0, picture, style)), Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture();
    }
}
