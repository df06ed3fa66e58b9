package dev.brushcast.engine.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.TestFolders;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.video.model.VideoNetworks;
import dev.brushcast.engine.video.session.VideoModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Streams through a video model of random weights, small enough that a chunk takes milliseconds. */
final class OnTinyVideoModel {

    static final PictureSize SIZE = new PictureSize(64, 32);
    static final int CHUNK = 4;
    static final Style TWO_STEPS = Style.of("oil painting").withSteps(Style.Steps.at(List.of(0, 1)));

    private OnTinyVideoModel() {}

    /** The model's folder, made of the test's graphs and the built-in model's text encoder. */
    static Path folder(Path into) {
        Path builtIn = Path.of("src/main/resources/models/builtin");
        try {
            TestFolders.copy(Path.of("src/test/resources/video-model"), into);
            TestFolders.copy(builtIn.resolve("text_encoder"), into.resolve("text_encoder"));
            TestFolders.copy(builtIn.resolve("tokenizer"), into.resolve("tokenizer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return into;
    }

    /** The model with other networks and another text encoder than its own. */
    static VideoModel with(VideoModel model, VideoNetworks networks, TextEncoder text) {
        return new VideoModel(
                model.name(),
                model.hash(),
                model.device(),
                model.geometry(),
                model.prompt(),
                model.rules(),
                model.styles(),
                networks,
                text);
    }

    static EngineConfig config(Path folder, BatchPolicy policy) {
        return EngineConfig.of(folder)
                .withDevice("cpu")
                .withIntraOpThreads(1)
                .withPolicy(policy)
                .withPictureSizes(List.of(SIZE));
    }

    static DiffusionEngine open(Path folder, BatchPolicy policy) {
        return Engines.open(config(folder, policy));
    }

    /** A chunk of a square that moves over a stripe of the stream's own. */
    static List<SourceFrame> chunk(int chunk, int of, Style style) {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < CHUNK; i++) {
            long number = (long) CHUNK * chunk + i;
            frames.add(new SourceFrame(number, 40_000 * number, picture(number, of), style));
        }
        return frames;
    }

    static Picture picture(long number, int of) {
        byte[] rgb = new byte[3 * SIZE.pixels()];
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                boolean square = Math.abs(x - 2 * number % SIZE.width()) < 8 && Math.abs(y - 16) < 8;
                rgb[3 * (y * SIZE.width() + x) + of % 3] = (byte) (square ? 220 : 40 + 10 * of + y);
            }
        }
        return new Picture(SIZE.width(), SIZE.height(), rgb);
    }

    static RenderRequest request(List<SourceFrame> frames) {
        return new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE);
    }

    /** The same, that nobody is to see. */
    static RenderRequest unseen(List<SourceFrame> frames) {
        return new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE, false);
    }

    static List<FrameResult> render(StreamSession session, List<SourceFrame> frames) {
        return join(session.render(request(frames)).thenApply(RenderResult::results));
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }

    static void collect(List<FrameResult> results, Map<Long, Picture> into) {
        for (FrameResult result : results) {
            assertThat(result.outcome()).isInstanceOf(RenderedFrame.Styled.class);
            Picture before = into.put(result.number(), ((RenderedFrame.Styled) result.outcome()).picture());
            assertThat(before).as("frame %d comes once", result.number()).isNull();
        }
    }

    static Picture at(Map<Long, Picture> pictures, long number) {
        return Objects.requireNonNull(pictures.get(number), "frame " + number);
    }
}
