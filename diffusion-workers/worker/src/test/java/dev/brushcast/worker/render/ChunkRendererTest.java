package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleTimeline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkRendererTest {

    private static final StyleTimeline NO_STYLES = new StyleTimeline(time -> null);

    private final PaintingEngine engine = new PaintingEngine();
    private Instant now = Instant.ofEpochMilli(Chunks.START_MS);
    private final OneByOne renderer = OneByOne.of(engine, () -> now);

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void aChunkInTimeIsRenderedWhole() {
        assertThat(outcomes(render(live(0)))).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void aLiveChunkThatIsLateAndCanStillBeMetIsRendered() {
        now = now.plusMillis(700);

        assertThat(render(live(0)).styled().getFrames())
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void aLiveChunkWhoseDeadlineIsOverShowsThePictureBefore() {
        now = now.plusMillis(1300);

        assertThat(render(live(0)).styled().getFrames())
                .allSatisfy(frame -> assertThat(frame.getData()).isNull())
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.REUSED_LATE);
    }

    @Test
    void aSourceThatComesLateByItselfIsRendered() {
        now = now.plusSeconds(8);
        VideoChunk justPublished = VideoChunk.newBuilder(live(0))
                .setPublishedAtUs(now.toEpochMilli() * 1_000)
                .build();

        assertThat(render(justPublished).styled().getFrames())
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void whatComesBesideThePicturesIsHandedOnWhateverBecomesOfThem() {
        SpliceCue cue = SpliceCue.newBuilder()
                .setAtUs(1)
                .setReceivedAtUs(2)
                .setSection(ByteBuffer.wrap(new byte[] {3}))
                .setKind(SpliceKind.OUT)
                .build();
        ByteBuffer captions = ByteBuffer.wrap(new byte[] {4, 5, 6});
        VideoChunk plain = live(0);
        List<VideoFrame> captioned = plain.getFrames().stream()
                .map(frame -> VideoFrame.newBuilder(frame).setCaptions(captions).build())
                .toList();
        VideoChunk.Builder chunk = VideoChunk.newBuilder(plain).setCues(List.of(cue));

        assertThat(render(chunk.setFrames(captioned).build()).styled()).satisfies(styled -> {
            assertThat(styled.getCues()).containsExactly(cue);
            assertThat(styled.getFrames()).extracting(StyledFrame::getCaptions).containsOnly(captions);
        });
        assertThat(render(chunk.setFrames(List.of()).build()).styled()).satisfies(styled -> {
            assertThat(styled.getCues()).containsExactly(cue);
            assertThat(styled.getFrames()).isEmpty();
        });
        now = now.plusSeconds(3);
        assertThat(render(chunk.setFrames(captioned).build()).styled().getFrames())
                .as("late")
                .allSatisfy(frame -> {
                    assertThat(frame.getData()).isNull();
                    assertThat(frame.getCaptions()).isEqualTo(captions);
                });
    }

    @Test
    void aVeryLateLiveChunkDoesNotReachTheEngine() {
        now = now.plusSeconds(3);

        assertThat(outcomes(render(live(0)))).containsOnly(FrameOutcome.REUSED_LATE);
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void afterAnOutageTheSourcesOwnPicturesAreShown() {
        now = now.plusSeconds(60);
        VideoChunk chunk = live(0);

        List<StyledFrame> frames = render(chunk).styled().getFrames();

        assertThat(frames).extracting(StyledFrame::getOutcome).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(frames).extracting(StyledFrame::getReason).containsOnly("late");
        assertThat(frames.get(2).getData()).isEqualTo(chunk.getFrames().get(2).getData());
    }

    @Test
    void theFirstFrameAfterTheSourcesOwnPicturesIsRenderedHoweverSimilar() {
        StyleTimeline filtered = new StyleTimeline(time -> new StyleHistory.Entry(similar(), 0, 0));
        OneByOne.Rendered before = renderer.render(still(0), filtered, StreamState.startOf(1, null));
        now = now.plusSeconds(60);
        OneByOne.Rendered outage = renderer.render(still(1), filtered, before.state());
        now = now.minusSeconds(60);

        OneByOne.Rendered after = renderer.render(still(2), filtered, outage.state());

        assertThat(outcomes(outage)).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(outcomes(after))
                .containsExactly(
                        FrameOutcome.STYLED,
                        FrameOutcome.REUSED_SIMILAR,
                        FrameOutcome.REUSED_SIMILAR,
                        FrameOutcome.REUSED_SIMILAR);
    }

    @Test
    void heldAndLateFramesLeaveTheStyledPictureThatOthersAreSimilarTo() {
        StyleTimeline filtered = new StyleTimeline(time -> new StyleHistory.Entry(similar(), 0, 0));
        OneByOne.Rendered before = renderer.render(still(0), filtered, StreamState.startOf(1, null));
        now = now.plusSeconds(3);
        OneByOne.Rendered late = renderer.render(still(1), filtered, before.state());
        now = now.minusSeconds(3);
        OneByOne.Rendered held =
                renderer.render(VideoChunk.newBuilder(still(2)).setWidth(17).build(), filtered, late.state());

        OneByOne.Rendered after = renderer.render(still(3), filtered, held.state());

        assertThat(outcomes(late)).containsOnly(FrameOutcome.REUSED_LATE);
        assertThat(outcomes(held)).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(outcomes(after)).containsOnly(FrameOutcome.REUSED_SIMILAR);
    }

    @Test
    void aRecordedChunkIsRenderedHoweverLate() {
        now = now.plusSeconds(3_600);

        assertThat(outcomes(render(Chunks.chunk("s", 1, 0)))).containsOnly(FrameOutcome.STYLED);
        assertThat(engine.requests().getFirst().deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theEngineIsToldUntilWhenToBegin() {
        now = now.plusMillis(200);
        render(live(0));

        assertThat(engine.requests().getFirst().deadlineNanos())
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void timesAreMicroseconds() {
        assertThat(render(Chunks.chunk("s", 1, 0))
                        .styled()
                        .getFrames()
                        .getFirst()
                        .getTimings())
                .isEqualTo(new StageTimings(1L, 2L, 3L, 4L));
        WorkerClock clock = new WorkerClock(() -> now, () -> 7_500_000L);
        assertThat(clock.elapsedUs(clock.nowNanos() - 3_000_000)).isEqualTo(3_000);
        assertThat(clock.nowUs()).isEqualTo(Chunks.START_MS * 1_000);
    }

    @Test
    void withoutPicturesThereIsNothingToPassThroughHoweverLateTheChunk() {
        now = now.plusSeconds(60);

        OneByOne.Rendered rendered = render(
                VideoChunk.newBuilder(Chunks.prompted("s", 1, 0)).setLive(true).build());

        assertThat(outcomes(rendered)).containsOnly(FrameOutcome.REUSED_LATE);
    }

    @Test
    void aChunkThatOnlyHoldsIsHandedOnAndSaysNothingOfHowTheStreamLooks() {
        now = now.plusSeconds(3);
        StreamState state = render(live(0)).state();
        now = now.minusSeconds(3);

        for (long sequence = 1; sequence <= Degradation.CLEAN_CHUNKS; sequence++) {
            VideoChunk held = Chunks.builder("s", 1, sequence, List.of())
                    .setLive(true)
                    .setHeldUntilUs(500_000 * sequence)
                    .build();
            OneByOne.Rendered rendered = renderer.render(held, NO_STYLES, state);
            state = rendered.state();
            assertThat(rendered.styled().getHeldUntilUs()).isEqualTo(500_000 * sequence);
            assertThat(rendered.styled().getFrames()).isEmpty();
        }

        assertThat(state.degradation().reason()).isEqualTo(Reasons.LATE);
    }

    private OneByOne.Rendered render(VideoChunk chunk) {
        return renderer.render(chunk, NO_STYLES, StreamState.startOf(1, null));
    }

    private static VideoChunk live(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk("s", 1, sequence))
                .setLive(true)
                .build();
    }

    /** A live chunk of a scene in which nothing moves. */
    private static VideoChunk still(long sequence) {
        return Chunks.builder("s", 1, sequence, Collections.nCopies(Chunks.FRAMES, Chunks.picture(50)))
                .setLive(true)
                .build();
    }

    private static Style similar() {
        return Style.of("").withRevision(1).withSimilarity(new Similarity(0.5, 10, SkipRule.PLAIN));
    }

    private static List<FrameOutcome> outcomes(OneByOne.Rendered chunk) {
        return chunk.styled().getFrames().stream().map(StyledFrame::getOutcome).toList();
    }
}
