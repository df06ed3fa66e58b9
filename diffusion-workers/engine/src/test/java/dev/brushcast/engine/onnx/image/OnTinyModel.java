package dev.brushcast.engine.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** What tests on small models share: a folder for them, engines on them, and three frames of a stream. */
abstract class OnTinyModel {

    static final int SIDE = 32;

    @TempDir
    Path folder;

    DiffusionEngine open(TinyModel model, BatchPolicy policy) throws IOException {
        Path written = model.write(folder.resolve("model-" + System.nanoTime()));
        return Engines.open(config(written).withPolicy(policy));
    }

    static EngineConfig config(Path model) {
        return EngineConfig.of(model).withDevice("cpu");
    }

    static List<Picture> pictures(DiffusionEngine engine, String prompt) {
        return styled(render(engine, frames(prompt)));
    }

    static List<SourceFrame> frames(String prompt) {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            frames.add(new SourceFrame(i, i * 40_000L, picture(i), Style.of(prompt)));
        }
        return frames;
    }

    private static @Nullable Picture picture(int seed) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(seed).nextBytes(rgb);
        return new Picture(SIDE, SIDE, rgb);
    }

    static RenderResult render(DiffusionEngine engine, List<SourceFrame> frames) {
        return engine.open("s")
                .render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    static List<Picture> styled(RenderResult result) {
        assertThat(result.frames()).allMatch(RenderedFrame.Styled.class::isInstance);
        return result.frames().stream()
                .map(frame -> ((RenderedFrame.Styled) frame).picture())
                .toList();
    }
}
