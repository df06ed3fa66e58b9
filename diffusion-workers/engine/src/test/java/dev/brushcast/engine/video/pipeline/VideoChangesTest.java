package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.CHUNK;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.SIZE;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.TWO_STEPS;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.at;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.collect;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.join;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.open;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PromptChange;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.assembly.VideoModels;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.video.session.VideoModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes while a stream goes on, and what is refused. */
class VideoChangesTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
    }

    @Test
    void anotherNumberOfStepsHoldsFromItsChunkOnAndLosesNone() {
        Style three = TWO_STEPS.withSteps(Style.Steps.at(List.of(0, 1, 2)));
        try (DiffusionEngine engine = open(folder, BatchPolicy.STREAM_BATCH);
                StreamSession session = engine.open("s")) {
            Map<Long, Picture> pictures = new HashMap<>();
            for (int at = 0; at < 9; at++) {
                collect(render(session, chunk(at, 0, at < 3 || at > 6 ? TWO_STEPS : three)), pictures);
            }
            collect(join(session.drain()), pictures);
            assertThat(pictures).hasSize(9 * CHUNK);
        }
    }

    @Test
    void aPromptChangesFromItsChunkOnAndARestartForgetsWhatWasBefore() {
        Style other = TWO_STEPS.withPrompts(Style.Prompts.of("neon"));
        Map<Long, Picture> same = changed(PromptChange.CARRY, TWO_STEPS);
        Map<Long, Picture> carried = changed(PromptChange.CARRY, other);
        Map<Long, Picture> restarted = changed(PromptChange.RESTART, other);
        assertThat(carried).hasSize(6 * CHUNK);
        assertThat(restarted).hasSize(6 * CHUNK);
        for (long number = 0; number < 3 * CHUNK; number++) {
            assertThat(at(carried, number).rgb()).isEqualTo(at(same, number).rgb());
            assertThat(at(restarted, number).rgb()).isEqualTo(at(same, number).rgb());
        }
        assertThat(at(carried, 12L).rgb()).isNotEqualTo(at(same, 12L).rgb());
        assertThat(at(restarted, 12L).rgb()).isNotEqualTo(at(carried, 12L).rgb());
    }

    /** Six chunks, the last three in a style. */
    private static Map<Long, Picture> changed(PromptChange change, Style then) {
        Map<Long, Picture> pictures = new HashMap<>();
        try (DiffusionEngine engine = Engines.open(OnTinyVideoModel.config(folder, BatchPolicy.STREAM_BATCH)
                        .withPromptChange(change));
                StreamSession session = engine.open("s")) {
            for (int at = 0; at < 6; at++) {
                collect(render(session, chunk(at, 0, at < 3 ? TWO_STEPS : then)), pictures);
            }
            collect(join(session.drain()), pictures);
        }
        return pictures;
    }

    @Test
    void whatTheModelCannotDoFailsItsOwnFrames() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.SEQUENTIAL);
                StreamSession session = engine.open("s")) {
            Style five = TWO_STEPS.withSteps(Style.Steps.at(List.of(0, 1, 2, 3, 4)));
            assertThat(render(session, chunk(0, 0, five)).getFirst().outcome())
                    .isInstanceOfSatisfying(
                            RenderedFrame.Failed.class,
                            failed -> assertThat(failed.message()).contains("5 steps"));
            assertThat(render(session, List.of(SourceFrame.made(4, 0, SIZE.width(), SIZE.height(), TWO_STEPS)))
                            .getFirst()
                            .outcome())
                    .isInstanceOfSatisfying(
                            RenderedFrame.Failed.class,
                            failed -> assertThat(failed.message()).contains("restyles video"));
            assertThat(render(session, chunk(2, 0, TWO_STEPS)))
                    .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled);
            assertThat(engine.judge(
                                    TWO_STEPS.withSimilarity(new Style.Similarity(0.98, 10, Style.SkipRule.PLAIN)),
                                    true)
                            .notes())
                    .anyMatch(note -> note.contains("similarity filter has no effect"));
        }
    }

    @Test
    void autoLeavesTheStreamBatchForAChunkThatWasLongInComingAndLosesNone() {
        AtomicLong waited = new AtomicLong();
        List<Integer> out = new ArrayList<>();
        Map<Long, Picture> pictures = new HashMap<>();
        try (DiffusionEngine engine = Engines.open(
                        OnTinyVideoModel.config(folder, BatchPolicy.AUTO).withNanoClock(waited::get));
                StreamSession session = engine.open("s")) {
            for (int at = 0; at < 7; at++) {
                if (at == 4) {
                    waited.addAndGet(StepChoice.LONG_WAIT.toNanos());
                }
                List<FrameResult> results = render(session, chunk(at, 0, TWO_STEPS));
                out.add(results.size() / CHUNK);
                collect(results, pictures);
            }
            collect(join(session.drain()), pictures);
        }
        assertThat(out)
                .as("one behind from the second on, both at the fifth, and behind again")
                .containsExactly(1, 0, 1, 1, 2, 0, 1);
        assertThat(pictures).hasSize(7 * CHUNK);
    }

    @Test
    void aStreamThatThereIsNoMemoryForComesBackAndIsRenderedOnceThereIs() {
        EngineConfig config = OnTinyVideoModel.config(folder, BatchPolicy.SEQUENTIAL);
        VideoModel model = VideoModels.load(VideoFolder.open(folder), "cpu", 1, null);
        // A window of two layers, six slots of 2x4 tokens, 64 wide; keys and values.
        SessionRoom oneStream = new SessionRoom(new SessionRoom.Bytes(2L * 2 * 6 * 8 * 64 * 4, Long.MAX_VALUE / 2));
        try (DiffusionEngine engine = new VideoEngine(model, config, () -> oneStream);
                StreamSession second = engine.open("second")) {
            try (StreamSession first = engine.open("first")) {
                assertThat(render(first, chunk(0, 0, TWO_STEPS)))
                        .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled);
                assertThat(render(second, chunk(0, 1, TWO_STEPS)))
                        .hasSize(CHUNK)
                        .allSatisfy(frame -> assertThat(frame.outcome())
                                .isInstanceOfSatisfying(
                                        RenderedFrame.NoRoom.class,
                                        none -> assertThat(none.message())
                                                .contains("no memory for one more stream of 64x32")));
                assertThat(render(first, chunk(1, 0, TWO_STEPS)))
                        .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled);
            }
            await().untilAsserted(() -> assertThat(render(second, chunk(1, 1, TWO_STEPS)))
                    .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled));
        }
    }
}
