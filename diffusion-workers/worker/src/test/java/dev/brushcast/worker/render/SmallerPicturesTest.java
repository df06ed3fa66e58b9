package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.StyleVerdict;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures of 16x16 for a model that has time for half as many of them. */
class SmallerPicturesTest {

    private static final int HALF = Chunks.SIDE / 2;
    private static final int REVISION = 41;

    private final PaintingEngine engine = new PaintingEngine();
    private final OneByOne renderer = OneByOne.of(new Measured(engine), () -> Instant.ofEpochMilli(Chunks.START_MS));

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void aStyleThatAllowsItIsRenderedSmallerAndShownAtFullSize() {
        StyledChunk styled =
                render(live(0), style(50), StreamState.startOf(1, null)).styled();

        assertThat(sizesAsked()).containsOnly(new PictureSize(HALF, HALF));
        assertThat(styled.getWidth()).isEqualTo(Chunks.SIDE);
        assertThat(styled.getFrames()).hasSize(Chunks.FRAMES).allSatisfy(frame -> {
            assertThat(frame.getOutcome()).isEqualTo(FrameOutcome.STYLED);
            byte[] rgb = new byte[3 * Chunks.SIDE * Chunks.SIDE];
            assertThat(frame.getData().remaining()).isEqualTo(rgb.length);
            frame.getData().duplicate().get(rgb);
            assertThat(rgb).containsOnly(REVISION);
        });
    }

    @Test
    void aStyleThatDoesNotAllowItKeepsItsSize() {
        render(live(0), style(0), StreamState.startOf(1, null));

        assertThat(sizesAsked()).containsOnly(new PictureSize(Chunks.SIDE, Chunks.SIDE));
    }

    @Test
    void aRecordingKeepsItsSizeHoweverMuchThereIsToDo() {
        render(Chunks.chunk("s", 1, 0), style(50), StreamState.startOf(1, null));

        assertThat(sizesAsked()).containsOnly(new PictureSize(Chunks.SIDE, Chunks.SIDE));
    }

    @Test
    void picturesThatAreMadeFromThePromptAreMadeSmaller() {
        VideoChunk prompted =
                VideoChunk.newBuilder(Chunks.prompted("s", 1, 0)).setLive(true).build();

        StyledChunk styled =
                render(prompted, style(50), StreamState.startOf(1, null)).styled();

        assertThat(sizesAsked()).containsOnly(new PictureSize(HALF, HALF));
        assertThat(styled.getFrames()).extracting(StyledFrame::getOutcome).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void theSimilarityFilterComparesPicturesOfTheSizeThatIsRendered() {
        Style filtered = style(50).withSimilarity(new Similarity(0.9, 100, SkipRule.PLAIN));
        VideoChunk first = still(0);
        StreamState after =
                render(first, filtered, StreamState.startOf(1, null)).state();

        StyledChunk second = render(still(1), filtered, after).styled();

        assertThat(sizesAsked()).containsOnly(new PictureSize(HALF, HALF));
        assertThat(second.getFrames()).extracting(StyledFrame::getOutcome).containsOnly(FrameOutcome.REUSED_SIMILAR);
    }

    private List<PictureSize> sizesAsked() {
        return engine.requests().stream()
                .flatMap(request -> request.frames().stream())
                .map(SourceFrame::size)
                .map(Objects::requireNonNull)
                .toList();
    }

    private OneByOne.Rendered render(VideoChunk chunk, Style style, StreamState before) {
        return renderer.render(chunk, new StyleTimeline(time -> new StyleHistory.Entry(style, 0, 0)), before);
    }

    private static Style style(int smallest) {
        return Style.of("ink").withRevision(REVISION).withSmallestSize(smallest);
    }

    private static VideoChunk live(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk("s", 1, sequence))
                .setLive(true)
                .build();
    }

    private static VideoChunk still(long sequence) {
        return Chunks.builder("s", 1, sequence, Collections.nCopies(Chunks.FRAMES, Chunks.picture(7)))
                .setLive(true)
                .build();
    }

    /** An engine that says how long its frames take: at 25 a second, twice as long as there is. */
    private record Measured(PaintingEngine painting) implements DiffusionEngine {

        private static final double FULL_NANOS = 80e6;

        @Override
        public Optional<FrameLatency> latency(PictureSize size, Style style, boolean fromPicture) {
            double nanos = FULL_NANOS * size.pixels() / (Chunks.SIDE * Chunks.SIDE);
            return Optional.of(new FrameLatency(new PerRow(0), new PerRow(nanos), new PerRow(0), 1, 1, true));
        }

        @Override
        public EngineDescription description() {
            return painting.description();
        }

        @Override
        public StyleVerdict judge(Style style, boolean fromPicture) {
            return painting.judge(style, fromPicture);
        }

        @Override
        public StreamSession open(String streamId) {
            return painting.open(streamId);
        }

        @Override
        public void expect(PictureSize size) {
            painting.expect(size);
        }

        @Override
        public Optional<String> refusal(Style style, boolean fromPicture) {
            return painting.refusal(style, fromPicture);
        }

        @Override
        public void close() {
            painting.close();
        }
    }

    private record PerRow(double rowNanos) implements FrameLatency.Curve {

        @Override
        public double nanos(int rows) {
            return rows * rowNanos;
        }

        @Override
        public int best(int waiting) {
            return waiting;
        }
    }
}
