package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import dev.brushcast.engine.text.PromptWeights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Encoding a prompt is slow beside a frame: it happens once, and beside the frames of others. */
class SlowTextTest {

    private static final int SIDE = 8;

    private final CountDownLatch encoded = new CountDownLatch(1);
    private final AtomicInteger encodings = new AtomicInteger();

    @Test
    void aNewPromptDoesNotHoldUpFramesOfAnother() {
        try (DiffusionEngine engine = open()) {
            render(engine, "known").join();
            CompletableFuture<RenderResult> waiting = render(engine, "slow");
            assertThat(render(engine, "known").join().frames()).allMatch(RenderedFrame.Styled.class::isInstance);
            assertThat(waiting).isNotDone();
            encoded.countDown();
            assertThat(waiting.join().frames()).allMatch(RenderedFrame.Styled.class::isInstance);
        }
    }

    @Test
    void aPromptIsEncodedOnce() {
        encoded.countDown();
        try (DiffusionEngine engine = open()) {
            for (int i = 0; i < 5; i++) {
                render(engine, "known").join();
            }
        }
        assertThat(encodings).hasValue(1);
    }

    @Test
    void aPromptThatCannotBeEncodedFailsItsFramesAlone() {
        encoded.countDown();
        try (DiffusionEngine engine = open()) {
            assertThat(render(engine, "broken").join().frames())
                    .singleElement()
                    .isEqualTo(new RenderedFrame.Failed("text", "no such word"));
            assertThat(render(engine, "known").join().frames()).allMatch(RenderedFrame.Styled.class::isInstance);
        }
    }

    private DiffusionEngine open() {
        DiffusionModel fake = FakeModel.of(FakeSpeed.linear(Duration.ofMillis(1), Duration.ZERO), Pause.SLEEPING);
        DiffusionModel model = new DiffusionModel(
                fake.description(), new SlowText(), fake.encoder(), fake.denoiser(), fake.decoder(), null);
        EngineConfig config = EngineConfig.of(Path.of("none"))
                .withFixedBatch(1)
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
        return new PipelinedEngine(model, config, new SeededNoise(), Draws.SEEDED);
    }

    private static CompletableFuture<RenderResult> render(DiffusionEngine engine, String prompt) {
        Picture picture = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
        List<SourceFrame> frames = List.of(new SourceFrame(0, 0, picture, Style.of(prompt)));
        return engine.open(prompt)
                .render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS);
    }

    private final class SlowText implements TextEncoder {

        @Override
        public Conditioning encode(PromptWeights prompt) {
            encodings.incrementAndGet();
            if (prompt.text().equals("broken")) {
                throw new IllegalArgumentException("no such word");
            }
            if (prompt.text().equals("slow")) {
                try {
                    encoded.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Conditioning(new float[1], null);
        }

        @Override
        public String cutOff(PromptWeights prompt) {
            return "";
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
