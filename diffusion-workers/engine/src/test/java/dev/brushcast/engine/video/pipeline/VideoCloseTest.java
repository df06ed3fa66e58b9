package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.join;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FreedInUse;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.VideoModels;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.video.session.VideoModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is closed while others use it frees nothing under them. */
@Timeout(60)
class VideoCloseTest {

    @TempDir
    private static Path folder;

    private final VideoModel model = VideoModels.load(VideoFolder.open(folder), "cpu", 1, null);
    private final FreedInUse text =
            new FreedInUse(model.prompt().tokens() * model.prompt().contextWidth());

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
    }

    @Test
    void whatIsSaidOfAChunksStyleInTheLogIsOverBeforeTheTokenizerIsFreed() throws Exception {
        DiffusionEngine engine = open(System::nanoTime);
        text.check(
                engine,
                style -> engine.open("s").render(request(chunk(0, 0, style))).toCompletableFuture());
    }

    @Test
    void aCallersJudgingIsOverBeforeTheTokenizerIsFreed() throws Exception {
        DiffusionEngine engine = open(System::nanoTime);
        text.check(engine, style -> CompletableFuture.runAsync(() -> engine.judge(style, true)));
    }

    @Test
    void aChunkInTheMidstOfWhichTheEngineIsClosedIsAnsweredSo() {
        AtomicReference<@Nullable DiffusionEngine> closes = new AtomicReference<>();
        Thread caller = Thread.currentThread();
        DiffusionEngine engine = open(() -> {
            // Once the first chunk is let in, and the second is not.
            boolean asked = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("ticket")));
            DiffusionEngine open = asked && Thread.currentThread().equals(caller) ? closes.getAndSet(null) : null;
            if (open != null) {
                open.close();
            }
            return System.nanoTime();
        });
        closes.set(engine);
        List<SourceFrame> frames = new ArrayList<>(chunk(0, 0, Style.of("a cat")));
        frames.addAll(chunk(1, 0, Style.of("a dog")));
        CompletionStage<RenderResult> answer = engine.open("s").render(request(frames));
        assertThat(closes).hasNullValue();
        assertThatThrownBy(() -> join(answer))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining("the engine is closed");
    }

    private DiffusionEngine open(LongSupplier clock) {
        model.text().close();
        return new VideoEngine(
                OnTinyVideoModel.with(model, model.networks(), text),
                OnTinyVideoModel.config(folder, BatchPolicy.SEQUENTIAL).withNanoClock(clock));
    }
}
