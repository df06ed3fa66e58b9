package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a fleet in which one has the text encoder. */
class SharedPromptsTest {

    private static final Style PAINTED = Style.of("oil painting");

    @TempDir
    private Path path;

    @Test
    void aWorkerWithoutTheTextEncoderRendersWhatOneWithItHasEncodedAndSaysOfOtherPromptsWhatToDo() throws IOException {
        Path folder = OnTinyVideoModel.folder(path.resolve("model"));
        List<Picture> painted;
        try (DiffusionEngine with = open(folder);
                StreamSession session = with.open("s")) {
            painted = pictures(render(session, chunk(0, 0, PAINTED)));
        }
        Files.delete(folder.resolve("text_encoder/model.onnx"));

        try (DiffusionEngine without = open(folder);
                StreamSession session = without.open("s");
                StreamSession other = without.open("t")) {
            assertThat(pictures(render(session, chunk(0, 0, PAINTED))))
                    .usingRecursiveComparison()
                    .isEqualTo(painted);
            assertThat(render(other, chunk(0, 0, Style.of("ink"))))
                    .allSatisfy(frame -> assertThat(((RenderedFrame.Failed) frame.outcome()).toString())
                            .contains("the prompt \"ink\" is not encoded in", "text_encoder/model.onnx"));
            assertThat(render(session, chunk(1, 0, PAINTED)))
                    .as("nobody else minds")
                    .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled);
        }
    }

    private DiffusionEngine open(Path folder) {
        return Engines.open(
                OnTinyVideoModel.config(folder, BatchPolicy.SEQUENTIAL).withPromptCache(path.resolve("prompts")));
    }

    private static List<Picture> pictures(List<FrameResult> frames) {
        return frames.stream()
                .map(frame -> ((RenderedFrame.Styled) frame.outcome()).picture())
                .toList();
    }
}
