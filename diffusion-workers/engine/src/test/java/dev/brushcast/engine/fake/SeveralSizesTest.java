package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.noise.Draws;
import dev.brushcast.engine.noise.SeededNoise;
import dev.brushcast.engine.pipeline.PipelinedEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Streams of different picture sizes in one engine, the second of which it meets while it renders the first. */
class SeveralSizesTest {

    private static final int USUAL = 16;
    private static final int NEW = 24;
    private static final int REFUSED = 32;
    private static final int FRAMES = 3;

    /** Of a style that names none, with a model that restyles pictures. */
    private static final int STEPS = 1;

    private final AtomicBoolean inUse = new AtomicBoolean();
    private final AtomicBoolean usedTwice = new AtomicBoolean();
    private final AtomicInteger callsOfNewSize = new AtomicInteger();

    @Test
    void noNetworkIsUsedByTwoThreadsAtOnce() {
        try (DiffusionEngine engine = open()) {
            List<CompletableFuture<RenderResult>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(render(engine, "a", USUAL));
                results.add(render(engine, "b", NEW));
            }
            results.forEach(
                    result -> assertThat(result.join().frames()).hasOnlyElementsOfType(RenderedFrame.Styled.class));
        }
        assertThat(usedTwice).isFalse();
    }

    @Test
    void framesOfASizeThatIsNewDoNotWaitUntilItHasBeenMeasured() {
        try (DiffusionEngine engine = open()) {
            assertThat(render(engine, "live", NEW).join().frames())
                    .hasSize(FRAMES)
                    .hasOnlyElementsOfType(RenderedFrame.Styled.class);
        }
        assertThat(callsOfNewSize).as("UNet calls, each for frames").hasValueLessThanOrEqualTo(FRAMES * STEPS);
    }

    @Test
    void aSizeThatIsExpectedIsMeasuredBefore() {
        try (DiffusionEngine engine = open()) {
            engine.expect(new PictureSize(NEW, NEW));
            assertThat(engine.open("warm-up")
                            .render(request(NEW))
                            .toCompletableFuture()
                            .orTimeout(1, TimeUnit.MINUTES)
                            .join()
                            .frames())
                    .hasOnlyElementsOfType(RenderedFrame.Styled.class);
            int before = callsOfNewSize.get();
            assertThat(before).as("UNet calls, most of them to measure").isGreaterThan(FRAMES * STEPS);

            render(engine, "live", NEW).join();
            assertThat(callsOfNewSize).hasValueLessThanOrEqualTo(before + FRAMES * STEPS);
        }
    }

    @Test
    void aSizeThatANetworkCannotDoFailsItsOwnFramesAndNoOthers() {
        try (DiffusionEngine engine = open()) {
            CompletableFuture<RenderResult> before = render(engine, "a", USUAL);
            CompletableFuture<RenderResult> refused = render(engine, "b", REFUSED);
            CompletableFuture<RenderResult> after = render(engine, "a", USUAL);

            assertThat(refused.join().frames())
                    .allSatisfy(frame -> assertThat(frame)
                            .isEqualTo(new RenderedFrame.Failed("denoise", "no picture of this size")));
            assertThat(before.join().frames()).hasOnlyElementsOfType(RenderedFrame.Styled.class);
            assertThat(after.join().frames()).hasOnlyElementsOfType(RenderedFrame.Styled.class);
        }
    }

    private DiffusionEngine open() {
        DiffusionModel fake =
                FakeModel.of(FakeSpeed.linear(Duration.ofMillis(1), Duration.ofMillis(1)), Pause.SLEEPING);
        DiffusionModel watched = new DiffusionModel(
                fake.description(), fake.text(), fake.encoder(), new Watched(fake.denoiser()), fake.decoder(), null);
        EngineConfig config = EngineConfig.of(Path.of("none")).withPictureSizes(List.of(new PictureSize(USUAL, USUAL)));
        return new PipelinedEngine(watched, config, new SeededNoise(), Draws.SEEDED);
    }

    private static CompletableFuture<RenderResult> render(DiffusionEngine engine, String stream, int side) {
        return engine.open(stream).render(request(side)).toCompletableFuture().orTimeout(1, TimeUnit.MINUTES);
    }

    private static RenderRequest request(int side) {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add(new SourceFrame(
                    i, 33_333L * i, new Picture(side, side, new byte[3 * side * side]), Style.of("any")));
        }
        return new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE);
    }

    private final class Watched implements Denoiser {

        private final Denoiser denoiser;

        Watched(Denoiser denoiser) {
            this.denoiser = denoiser;
        }

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            if (!inUse.compareAndSet(false, true)) {
                usedTwice.set(true);
            }
            if (rows.getFirst().shape().width() == NEW) {
                callsOfNewSize.incrementAndGet();
            }
            try {
                if (rows.getFirst().shape().width() == REFUSED) {
                    throw new EngineException("no picture of this size");
                }
                denoiser.predict(rows, batch);
            } finally {
                inUse.set(false);
            }
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }
}
