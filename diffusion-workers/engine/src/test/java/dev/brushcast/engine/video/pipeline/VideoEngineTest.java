package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.CHUNK;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.TWO_STEPS;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.at;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.collect;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.join;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.open;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.request;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.unseen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.assembly.Engines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoEngineTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
    }

    @Test
    void saysHowFarItLooksBack() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.SEQUENTIAL)) {
            assertThat(engine.description().lookbackFrames()).isEqualTo(24);
            assertThat(engine.description().sideMultiple()).isEqualTo(16);
            assertThat(engine.description().textToImage()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SEQUENTIAL", "CONTINUOUS"})
    void whereStepsFollowOneAnotherAChunkComesOutOfItsOwnRequest(BatchPolicy policy) {
        try (DiffusionEngine engine = open(folder, policy);
                StreamSession session = engine.open("s")) {
            for (int at = 0; at < 4; at++) {
                assertThat(render(session, chunk(at, 0, TWO_STEPS)))
                        .allMatch(frame -> frame.outcome() instanceof RenderedFrame.Styled)
                        .extracting(FrameResult::number)
                        .containsExactlyElementsOf(numbers(at));
            }
            assertThat(join(session.drain())).isEmpty();
        }
    }

    @Test
    void inAStreamBatchAChunkComesOutOneRequestLaterAndTheLastIsDrained() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.STREAM_BATCH);
                StreamSession session = engine.open("s")) {
            assertThat(render(session, chunk(0, 0, TWO_STEPS)))
                    .as("the first has no batch to wait for")
                    .extracting(FrameResult::number)
                    .containsExactlyElementsOf(numbers(0));
            assertThat(render(session, chunk(1, 0, TWO_STEPS))).isEmpty();
            for (int at = 2; at < 5; at++) {
                assertThat(render(session, chunk(at, 0, TWO_STEPS)))
                        .extracting(FrameResult::number)
                        .containsExactlyElementsOf(numbers(at - 1));
            }
            assertThat(join(session.drain())).extracting(FrameResult::number).containsExactlyElementsOf(numbers(4));
        }
    }

    @ParameterizedTest
    @EnumSource(BatchPolicy.class)
    void streamsTogetherGiveWhatEachGivesAlone(BatchPolicy policy) {
        List<Map<Long, Picture>> alone = new ArrayList<>();
        for (int stream = 0; stream < 3; stream++) {
            try (DiffusionEngine engine = steady(policy)) {
                alone.add(together(engine, List.of(stream), 7).getFirst());
            }
        }
        List<Map<Long, Picture>> together;
        try (DiffusionEngine engine = steady(policy)) {
            together = together(engine, List.of(0, 1, 2), 7);
        }
        for (int stream = 0; stream < 3; stream++) {
            Map<Long, Picture> one = alone.get(stream);
            Map<Long, Picture> other = together.get(stream);
            assertThat(other).hasSize(7 * CHUNK).containsOnlyKeys(one.keySet());
            one.forEach((number, picture) -> assertThat(difference(picture, at(other, number)))
                    .as("frame %d", number)
                    .isLessThan(0.01));
        }
        assertThat(difference(at(together.get(0), 9L), at(together.get(1), 9L))).isGreaterThan(1);
    }

    /** An engine for which no time passes where its choices depend on it. */
    private static DiffusionEngine steady(BatchPolicy policy) {
        EngineConfig config = OnTinyVideoModel.config(folder, policy);
        return Engines.open(policy == BatchPolicy.AUTO ? config.withNanoClock(() -> 0) : config);
    }

    /** Streams that hand in their chunks at once, and go on to the next when all are done. */
    private static List<Map<Long, Picture>> together(DiffusionEngine engine, List<Integer> streams, int chunks) {
        List<StreamSession> sessions = new ArrayList<>();
        List<Map<Long, Picture>> pictures = new ArrayList<>();
        for (int stream : streams) {
            sessions.add(engine.open("s" + stream));
            pictures.add(new HashMap<>());
        }
        for (int at = 0; at < chunks; at++) {
            List<CompletionStage<RenderResult>> running = new ArrayList<>();
            for (int i = 0; i < streams.size(); i++) {
                running.add(sessions.get(i).render(request(chunk(at, streams.get(i), TWO_STEPS))));
            }
            for (int i = 0; i < streams.size(); i++) {
                collect(join(running.get(i)).results(), pictures.get(i));
            }
        }
        for (int i = 0; i < streams.size(); i++) {
            collect(join(sessions.get(i).drain()), pictures.get(i));
            sessions.get(i).close();
        }
        return pictures;
    }

    @Test
    void chunksOfOtherLengthsAreFilledUpAndKeepTheirFrames() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.SEQUENTIAL);
                StreamSession session = engine.open("s")) {
            List<SourceFrame> all = new ArrayList<>(chunk(0, 0, TWO_STEPS));
            all.addAll(chunk(1, 0, TWO_STEPS));
            assertThat(render(session, all.subList(0, 1))).hasSize(1);
            assertThat(render(session, all.subList(1, 8)))
                    .extracting(FrameResult::number)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void aSessionThatWasShownTheLastChunksGoesOnMuchAsTheOneBefore() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.STREAM_BATCH)) {
            Map<Long, Picture> whole = from(engine, 14, 0, 14);
            Map<Long, Picture> shown = from(engine, 4, 11, 14);
            Map<Long, Picture> notShown = from(engine, 11, 11, 14);
            assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(numbersFrom(44, 56));
            double off = 0;
            double offWithout = 0;
            for (long number = 44; number < 56; number++) {
                off += difference(at(whole, number), at(shown, number));
                offWithout += difference(at(whole, number), at(notShown, number));
            }
            assertThat(off).as("beside a session that was shown nothing").isLessThan(offWithout / 20);
        }
    }

    /** Pictures of a session that is shown chunks from one on, and is to render those from another on. */
    private static Map<Long, Picture> from(DiffusionEngine engine, int shownFrom, int renderedFrom, int end) {
        Map<Long, Picture> pictures = new HashMap<>();
        try (StreamSession session = engine.open("s")) {
            for (int at = Math.min(shownFrom, renderedFrom); at < renderedFrom; at++) {
                assertThat(join(session.render(unseen(chunk(at, 0, TWO_STEPS)))).results())
                        .isEmpty();
            }
            for (int at = renderedFrom; at < end; at++) {
                collect(render(session, chunk(at, 0, TWO_STEPS)), pictures);
            }
            collect(join(session.drain()), pictures);
        }
        return pictures;
    }

    @Test
    void aFrameNotBegunByItsDeadlineIsLateAndTheStreamGoesOn() {
        try (DiffusionEngine engine = open(folder, BatchPolicy.STREAM_BATCH);
                StreamSession session = engine.open("s")) {
            render(session, chunk(0, 0, TWO_STEPS));
            render(session, chunk(1, 0, TWO_STEPS));
            List<FrameResult> late = join(session.render(
                            new RenderRequest(chunk(2, 0, TWO_STEPS), Continuity.NONE, System.nanoTime() - 1)))
                    .results();
            assertThat(late)
                    .extracting(FrameResult::outcome)
                    .containsOnly(new RenderedFrame.Late())
                    .hasSize(CHUNK);
            assertThat(render(session, chunk(3, 0, TWO_STEPS)))
                    .extracting(FrameResult::number)
                    .containsExactlyElementsOf(numbers(1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SEQUENTIAL", "STREAM_BATCH"})
    void whatNobodyIsToSeeIsNeverLate(BatchPolicy policy) {
        long past = System.nanoTime() - 1;
        List<Map<Long, Picture>> pictures = new ArrayList<>();
        for (long deadline : List.of(Long.MAX_VALUE, past)) {
            Map<Long, Picture> seen = new HashMap<>();
            try (DiffusionEngine engine = open(folder, policy);
                    StreamSession session = engine.open("s")) {
                for (int at = 0; at < 3; at++) {
                    join(session.render(new RenderRequest(chunk(at, 0, TWO_STEPS), Continuity.NONE, deadline, false)));
                }
                collect(render(session, chunk(3, 0, TWO_STEPS)), seen);
                collect(join(session.drain()), seen);
            }
            pictures.add(seen);
        }
        for (long number : numbers(3)) {
            assertThat(at(pictures.get(1), number).rgb())
                    .isEqualTo(at(pictures.get(0), number).rgb());
        }
    }

    private static List<Long> numbers(int chunk) {
        return numbersFrom((long) CHUNK * chunk, (long) CHUNK * (chunk + 1));
    }

    private static List<Long> numbersFrom(long first, long end) {
        List<Long> numbers = new ArrayList<>();
        for (long number = first; number < end; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static double difference(Picture one, Picture other) {
        double sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return sum / one.rgb().length;
    }
}
