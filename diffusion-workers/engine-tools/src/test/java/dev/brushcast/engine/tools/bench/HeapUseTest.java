package dev.brushcast.engine.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.fake.FakeEngine;
import dev.brushcast.engine.fake.FakeSpeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A frame leaves nothing on the heap: what is in use after a collection does not grow with the frames rendered. */
class HeapUseTest {

    private static final int SIDE = 32;
    private static final int CHUNK = 4;
    private static final long BOUND = 256 * 1024;

    private long number;
    private Continuity continuity = Continuity.NONE;

    @Test
    void theEngineItselfKeepsNothingOfAFrame() {
        AtomicLong clock = new AtomicLong();
        try (DiffusionEngine engine = FakeEngine.open(
                config(Path.of("none")).withNanoClock(clock::get),
                FakeSpeed.linear(Duration.ofMillis(1), Duration.ofMillis(1)),
                clock::addAndGet)) {
            assertThat(growth(engine, 4000)).isLessThan(BOUND);
        }
    }

    @Test
    void norDoTheSessionsOfAModel() {
        try (DiffusionEngine engine =
                Engines.open(config(BuiltInModel.IMAGE.folder()).withDevice("cpu"))) {
            assertThat(growth(engine, 160)).isLessThan(BOUND);
        }
    }

    /** By how many bytes there is more in use after three times so many frames. */
    private long growth(DiffusionEngine engine, int frames) {
        render(engine, frames);
        long before = HeapUse.liveBytes();
        render(engine, 2 * frames);
        return HeapUse.liveBytes() - before;
    }

    private void render(DiffusionEngine engine, int frames) {
        for (int done = 0; done < frames; done += CHUNK) {
            List<SourceFrame> chunk = new ArrayList<>();
            for (int i = 0; i < CHUNK; i++, number++) {
                byte[] rgb = new byte[3 * SIDE * SIDE];
                new Random(number).nextBytes(rgb);
                chunk.add(new SourceFrame(
                        number,
                        33_333 * number,
                        new Picture(SIDE, SIDE, rgb),
                        Bench.style(
                                List.of(16, 32),
                                new Guidance(GuidanceKind.FULL, 1.2, 1),
                                new Similarity(0.99, 3, SkipRule.PLAIN))));
            }
            RenderResult result = engine.open("s")
                    .render(new RenderRequest(chunk, continuity, Long.MAX_VALUE))
                    .toCompletableFuture()
                    .join();
            continuity = result.continuity();
        }
    }

    private static EngineConfig config(Path model) {
        return EngineConfig.of(model).withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
    }
}
