package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.LookbackEngine;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.style.StyleMapping;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker with two models, one of which looks back, and streams that ask for one of them, or for one that it lacks. */
class SeveralModelsTest {

    private static final String STREAM = "s";
    private static final String LOOKBACK = "lookback";
    private static final StyleTimeline STYLES = new StyleTimeline(_ -> null);

    private final PaintingEngine painting = new PaintingEngine();
    private final LookbackEngine lookback = new LookbackEngine(1);
    private final MemoryLog log = new MemoryLog();
    private ChunkRenderer shared = renderer(List.of(painting, lookback));
    private TaskRenderer task = shared.ofTask(log);
    private @Nullable StreamState state;
    private long offset;

    private static ChunkRenderer renderer(List<DiffusionEngine> engines) {
        return new ChunkRenderer(
                engines,
                FrameBudget.DEFAULT,
                Viewers.UNKNOWN,
                new WorkerClock(() -> Instant.ofEpochMilli(Chunks.START_MS), () -> 0),
                "w",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                1);
    }

    @AfterEach
    void close() {
        task.close();
        shared.close();
    }

    @Test
    void aStreamIsRenderedByTheModelThatItAsksForAndSaysSo() {
        assertThat(send(chunk(0, null)))
                .singleElement()
                .extracting(StyledChunk::getModel)
                .isEqualTo("painting");
        state = null;
        assertThat(send(chunk(0, LOOKBACK))).isEmpty(); // it comes out one chunk later
        assertThat(send(chunk(1, LOOKBACK)))
                .singleElement()
                .extracting(StyledChunk::getModel)
                .isEqualTo(LOOKBACK);
        assertThat(painting.requests()).hasSize(1);
    }

    @Test
    void aModelThatIsNotThereIsNeverReplacedByAnother() {
        List<StyledChunk> styled = send(chunk(0, "wan"));

        assertThat(styled).singleElement().satisfies(chunk -> {
            assertThat(chunk.getModel()).isEmpty();
            assertThat(chunk.getModelHash()).isEmpty();
            assertThat(chunk.getFrames())
                    .hasSize(Chunks.FRAMES)
                    .allMatch(frame -> frame.getOutcome() == FrameOutcome.PASSTHROUGH)
                    .extracting(StyledFrame::getReason)
                    .containsOnly(Reasons.MODEL);
        });
        assertThat(painting.requests()).isEmpty();
        assertThat(lookback.requests()).isEmpty();
    }

    @Test
    void aSourceThatMustNotBeSeenIsHeldWhereItsModelIsNotThere() {
        FallbackPolicy hidden =
                new FallbackPolicy(FallbackPicture.HOLD, Duration.ofSeconds(2), null, Duration.ofSeconds(5));
        VideoChunk chunk = VideoChunk.newBuilder(chunk(0, "wan"))
                .setFallback(hidden.rule())
                .build();

        assertThat(send(chunk).getFirst().getFrames())
                .allMatch(frame -> frame.getOutcome() == FrameOutcome.HELD_ERROR)
                .extracting(StyledFrame::getData)
                .containsOnlyNulls();
    }

    @Test
    void anotherModelBeginsAnewOnceWhatIsPendingOfTheOneBeforeIsOut() {
        send(chunk(0, LOOKBACK));

        List<StyledChunk> styled = send(chunk(1, null));

        assertThat(styled).extracting(StyledChunk::getSequence).containsExactly(0L, 1L);
        assertThat(styled).extracting(StyledChunk::getModel).containsExactly(LOOKBACK, "painting");
        assertThat(lookback.open()).isZero();
    }

    @Test
    void whoTakesOverPrimesTheModelThatTheStreamAsksForAlsoWhereNoChunkComesAnyMore() {
        List<ByteBuffer> undisturbed = picturesOf(send(chunk(0, LOOKBACK), chunk(1, LOOKBACK), ending(2, LOOKBACK)));
        state = null;
        offset = 0;
        List<StyledChunk> styled = new ArrayList<>(send(chunk(0, LOOKBACK), chunk(1, LOOKBACK)));
        takeOver(List.of(new PaintingEngine(), new LookbackEngine(1)));
        styled.addAll(bringOut());
        styled.addAll(send(ending(2, LOOKBACK)));

        assertThat(styled).extracting(StyledChunk::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(picturesOf(styled)).isEqualTo(undisturbed);
    }

    @Test
    void whatIsPendingOfAModelThatTheNextWorkerLacksComesOutWithoutIt() {
        send(chunk(0, LOOKBACK), chunk(1, LOOKBACK));
        takeOver(List.of(new PaintingEngine()));

        List<StyledChunk> styled = send(chunk(2, LOOKBACK));

        assertThat(styled).extracting(StyledChunk::getSequence).containsExactly(1L, 2L);
        assertThat(styled)
                .flatExtracting(StyledChunk::getFrames)
                .extracting(StyledFrame::getReason)
                .containsOnly(Reasons.MODEL);
        assertThat(bringOut()).isEmpty();
    }

    @Test
    void aStyleIsRefusedByTheModelThatItIsForAndBeforeTheFirstChunkByNoneThatCanDoIt() {
        Style refusedByPainting = StyleMapping.toStyle(Chunks.style(STREAM, 1, PaintingEngine.REFUSED));

        assertThat(shared.refusal(STREAM, refusedByPainting)).isEmpty();
        send(chunk(0, LOOKBACK));
        assertThat(shared.refusal(STREAM, refusedByPainting)).isEmpty();
        send(chunk(1, null));
        assertThat(shared.refusal(STREAM, refusedByPainting)).isPresent();

        takeOver(List.of(new PaintingEngine()));
        assertThat(shared.refusal("unknown", refusedByPainting)).isPresent();
    }

    private List<StyledChunk> send(VideoChunk... chunks) {
        List<StyledChunk> styled = new ArrayList<>();
        for (VideoChunk chunk : chunks) {
            SourceRecord record = new SourceRecord(chunk, STREAM, Chunks.timestamp(chunk), offset++);
            log.add(record);
            StreamState before = state == null ? StreamState.startOf(1, chunk.getModel()) : state;
            styled.addAll(taken(task.render(record, STYLES, before)));
        }
        return styled;
    }

    private List<StyledChunk> bringOut() {
        return taken(task.bringOut(STREAM, STYLES, state == null ? StreamState.startOf(1, null) : state));
    }

    private List<StyledChunk> taken(Progress progress) {
        state = progress.state();
        return progress.chunks().stream().map(RenderedChunk::styled).toList();
    }

    private void takeOver(List<DiffusionEngine> engines) {
        task.close();
        shared.close();
        shared = renderer(engines);
        task = shared.ofTask(log);
    }

    private static VideoChunk chunk(long sequence, @Nullable String model) {
        return VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                .setModel(model)
                .build();
    }

    private static VideoChunk ending(long sequence, @Nullable String model) {
        return VideoChunk.newBuilder(chunk(sequence, model)).setEndOfEpoch(true).build();
    }

    private static List<ByteBuffer> picturesOf(List<StyledChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .map(StyledFrame::getData)
                .toList();
    }
}
