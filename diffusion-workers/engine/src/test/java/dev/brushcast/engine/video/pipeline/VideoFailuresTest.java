package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.CHUNK;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.TWO_STEPS;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.join;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.assembly.VideoModels;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import dev.brushcast.engine.video.model.VideoNetworks;
import dev.brushcast.engine.video.session.VideoModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that fails, or puts out what is no number, in the middle of streams. */
class VideoFailuresTest {

    @TempDir
    private static Path folder;

    private final Faulty faulty = new Faulty();

    @BeforeAll
    static void make() {
        OnTinyVideoModel.folder(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"SEQUENTIAL", "STREAM_BATCH", "CONTINUOUS"})
    void aCallThatFailsCostsTheChunksInItAndTheStreamBeginsAnew(BatchPolicy policy) {
        Map<Long, RenderedFrame> outcomes = withFaultAtFourth(policy, _ -> {
            throw new EngineException("the device is lost");
        });
        assertThat(outcomes).hasSize(8 * CHUNK);
        long failed = outcomes.values().stream()
                .filter(outcome -> outcome.equals(new RenderedFrame.Failed("denoise", "the device is lost")))
                .count();
        assertThat(failed).isEqualTo(policy == BatchPolicy.STREAM_BATCH ? 2 * CHUNK : CHUNK);
        assertThat(outcomes.values().stream().filter(RenderedFrame.Styled.class::isInstance))
                .hasSize(8 * CHUNK - (int) failed);
    }

    @Test
    void whatIsNoNumberIsNotLookedBackOn() {
        Map<Long, RenderedFrame> outcomes = withFaultAtFourth(
                BatchPolicy.SEQUENTIAL,
                rows -> rows.forEach(row -> {
                    Arrays.fill(row.flow(), Float.NaN);
                    Arrays.fill(row.newKeys()[0], Float.NaN);
                }));
        assertThat(outcomes.values().stream().filter(RenderedFrame.Failed.class::isInstance))
                .hasSize(CHUNK)
                .allSatisfy(outcome ->
                        assertThat(((RenderedFrame.Failed) outcome).reason()).isEqualTo("not-finite"));
        assertThat(outcomes.get(31L)).isInstanceOf(RenderedFrame.Styled.class);
    }

    @Test
    void otherStreamsGoOn() {
        faulty.after(_ -> {
            throw new EngineException("the device is lost");
        });
        try (DiffusionEngine engine = engine(BatchPolicy.SEQUENTIAL);
                StreamSession one = engine.open("one");
                StreamSession other = engine.open("other")) {
            render(one, chunk(0, 0, TWO_STEPS));
            render(other, chunk(0, 1, TWO_STEPS));
            faulty.failNext();
            assertThat(render(one, chunk(1, 0, TWO_STEPS)).getFirst().outcome())
                    .isInstanceOf(RenderedFrame.Failed.class);
            assertThat(render(other, chunk(1, 1, TWO_STEPS)).getFirst().outcome())
                    .isInstanceOf(RenderedFrame.Styled.class);
            assertThat(render(one, chunk(2, 0, TWO_STEPS)).getFirst().outcome())
                    .isInstanceOf(RenderedFrame.Styled.class);
            assertThat(one.isWhole())
                    .as("it does not remember the chunks before")
                    .isFalse();
            assertThat(other.isWhole()).isTrue();
        }
    }

    @Test
    void aClosedEngineSaysSo() {
        DiffusionEngine engine = engine(BatchPolicy.STREAM_BATCH);
        StreamSession session = engine.open("s");
        render(session, chunk(0, 0, TWO_STEPS));
        engine.close();
        assertThatThrownBy(() -> render(session, chunk(1, 0, TWO_STEPS))).hasMessageContaining("the engine is closed");
        assertThatThrownBy(() -> join(session.drain())).hasMessageContaining("the engine is closed");
    }

    /** Eight chunks and what is on its way then, with something that happens in a call of the fourth. */
    private Map<Long, RenderedFrame> withFaultAtFourth(BatchPolicy policy, Consumer<List<TransformerRow>> fault) {
        faulty.after(fault);
        Map<Long, RenderedFrame> outcomes = new HashMap<>();
        try (DiffusionEngine engine = engine(policy);
                StreamSession session = engine.open("s")) {
            for (int at = 0; at < 8; at++) {
                if (at == 3) {
                    faulty.failNext();
                }
                keep(render(session, chunk(at, 0, TWO_STEPS)), outcomes);
            }
            keep(join(session.drain()), outcomes);
        }
        return outcomes;
    }

    private static void keep(List<FrameResult> results, Map<Long, RenderedFrame> into) {
        results.forEach(result -> assertThat(into.put(result.number(), result.outcome()))
                .as("frame %d comes once", result.number())
                .isNull());
    }

    private DiffusionEngine engine(BatchPolicy policy) {
        VideoModel model = VideoModels.load(VideoFolder.open(folder), "cpu", 1, null);
        VideoNetworks networks = model.networks();
        return new VideoEngine(
                OnTinyVideoModel.with(
                        model,
                        new VideoNetworks(
                                networks.encoder(), faulty.around(networks.transformer()), networks.decoder()),
                        model.text()),
                OnTinyVideoModel.config(folder, policy));
    }

    /** A transformer to which something happens in one call. */
    private static final class Faulty {

        private volatile boolean next;
        private volatile Consumer<List<TransformerRow>> fault = _ -> {};

        void after(Consumer<List<TransformerRow>> happens) {
            fault = happens;
        }

        void failNext() {
            next = true;
        }

        CausalTransformer around(CausalTransformer inner) {
            return new CausalTransformer() {
                @Override
                public TransformerTraits traits() {
                    return inner.traits();
                }

                @Override
                public CrossKeys crossKeys(float[] states) {
                    return inner.crossKeys(states);
                }

                @Override
                public void run(List<TransformerRow> rows) {
                    inner.run(rows);
                    if (next) {
                        next = false;
                        fault.accept(rows);
                    }
                }

                @Override
                public void close() {
                    inner.close();
                }
            };
        }
    }
}
