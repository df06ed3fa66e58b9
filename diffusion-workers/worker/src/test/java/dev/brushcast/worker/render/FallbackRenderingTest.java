package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.Shown;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chunks of 160 ms; a model is waited for for two seconds, and shown again after five. */
class FallbackRenderingTest {

    private static final int HELD_CHUNKS = 12;
    private static final int RECOVERING_CHUNKS = 31;

    private final PaintingEngine engine = new PaintingEngine();
    private Instant now = Instant.ofEpochMilli(Chunks.START_MS);
    private final OneByOne renderer = OneByOne.of(engine, () -> now);
    private StreamState state = StreamState.startOf(1, null);
    private long sequence;

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void anEngineThatFailsIsHeldThenPassedThroughThenWaitedFor() {
        FallbackPolicy policy = policy(FallbackPicture.PASSTHROUGH);
        assertThat(outcomes(works(policy, 3))).containsOnly(FrameOutcome.STYLED);
        List<StyledFrame> held = fails(policy, HELD_CHUNKS);
        List<StyledFrame> passed = fails(policy, 10);
        List<StyledFrame> recovering = works(policy, RECOVERING_CHUNKS);
        List<StyledFrame> styled = works(policy, 5);

        assertThat(outcomes(held)).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(outcomes(passed)).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(passed).allMatch(frame -> "test".equals(frame.getReason()));
        assertThat(passed.getFirst().getData().get(0)).isEqualTo((byte) PaintingEngine.UNRENDERABLE);
        assertThat(outcomes(recovering)).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(recovering).allMatch(frame -> Reasons.RECOVERING.equals(frame.getReason()));
        assertThat(outcomes(styled)).containsOnly(FrameOutcome.STYLED);
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void eachFrameHasOneOutcomeWhateverIsShown() {
        for (FallbackPicture then : FallbackPicture.values()) {
            for (int i = 0; i < 60; i++) {
                VideoChunk chunk = chunk(policy(then), i % 7 < 4 || i > 40 ? PaintingEngine.UNRENDERABLE : i);
                StyledChunk styled = render(chunk);
                assertThat(styled.getFrames())
                        .extracting(StyledFrame::getNumber)
                        .containsExactly(
                                4 * chunk.getSequence(),
                                4 * chunk.getSequence() + 1,
                                4 * chunk.getSequence() + 2,
                                4 * chunk.getSequence() + 3);
                assertThat(styled.getFrames())
                        .allMatch(frame -> (frame.getData() != null)
                                == (frame.getOutcome() == FrameOutcome.STYLED
                                        || frame.getOutcome() == FrameOutcome.PASSTHROUGH));
            }
        }
    }

    @Test
    void aSourceThatMustNotBeSeenNeverIs() {
        for (FallbackPicture then : List.of(FallbackPicture.HOLD, FallbackPicture.SLATE)) {
            List<StyledFrame> seen = new ArrayList<>(fails(policy(then), 40));
            now = now.plusSeconds(60); // too late by far
            seen.addAll(works(policy(then), 10));
            now = now.minusSeconds(60);
            seen.addAll(works(policy(then), 10));
            engine.fallSilent();
            seen.addAll(works(policy(then), 1));
            engine.speak();
            assertThat(outcomes(seen)).doesNotContain(FrameOutcome.PASSTHROUGH);
        }
    }

    @Test
    void aSlateIsHeldAndSaidToBeOne() {
        FallbackPolicy policy = policy(FallbackPicture.SLATE);
        fails(policy, HELD_CHUNKS);
        StyledChunk slate = render(chunk(policy, PaintingEngine.UNRENDERABLE));
        StyledChunk recovering = render(chunk(policy, 1));
        StyledChunk silent = render(VideoChunk.newBuilder(chunk(policy, 1))
                .setFrames(List.of())
                .setLive(true)
                .setHeldUntilUs(60_000_000L)
                .build());

        assertThat(slate.getSlate()).isTrue();
        assertThat(recovering.getSlate()).isTrue();
        assertThat(silent.getSlate()).isTrue();
        assertThat(outcomes(slate.getFrames())).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(outcomes(recovering.getFrames())).containsOnly(FrameOutcome.HELD_ERROR);
    }

    @Test
    void aHeldPictureGivesWayToTheFirstThatIsRendered() {
        FallbackPolicy policy = policy(FallbackPicture.HOLD);
        fails(policy, 40);
        assertThat(outcomes(works(policy, 1))).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void whatIsTooLateIsPassedThroughAtOnceAndComesBackWhenItIsSteady() {
        FallbackPolicy policy = policy(FallbackPicture.PASSTHROUGH);
        now = now.plusSeconds(60);
        assertThat(outcomes(works(policy, 1))).containsOnly(FrameOutcome.PASSTHROUGH);
        now = now.minusSeconds(60);
        assertThat(outcomes(works(policy, RECOVERING_CHUNKS))).containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(outcomes(works(policy, 1))).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void whatIsLeftOutToCatchUpSaysNothingOfTheModel() {
        FallbackPolicy policy = policy(FallbackPicture.PASSTHROUGH);
        works(policy, 1);
        now = now.plusSeconds(3);
        assertThat(outcomes(works(policy, 3 * HELD_CHUNKS))).containsOnly(FrameOutcome.REUSED_LATE);
        now = now.minusSeconds(3);
        assertThat(outcomes(works(policy, 3))).containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void aStreamWithoutPicturesIsHeldForAsLongAsItTakes() {
        FallbackPolicy policy = policy(FallbackPicture.PASSTHROUGH);
        engine.fallSilent();
        for (int i = 0; i < 20; i++) {
            VideoChunk chunk = VideoChunk.newBuilder(chunk(policy, 0))
                    .setFormat(PayloadFormat.NONE)
                    .build();
            assertThat(outcomes(render(chunk).getFrames())).containsOnly(FrameOutcome.HELD_ERROR);
            engine.speak(); // three in a row are a broken engine
            render(VideoChunk.newBuilder(chunk(null, 0)).build());
            engine.fallSilent();
        }
    }

    @Test
    void afterSomebodyStoodInNothingIsSimilarToWhatHeShowed() {
        StreamState filtered = state.withTrail(Trail.EMPTY);
        VideoChunk returning =
                VideoChunk.newBuilder(chunk(null, 1)).setModelReturns(true).build();
        assertThat(renderer.render(returning, new StyleTimeline(time -> null), filtered)
                        .styled()
                        .getFrames())
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
    }

    @Test
    void whatTheSafetyCheckerObjectsToIsNotPassedThrough() {
        FallbackPolicy policy = policy(FallbackPicture.PASSTHROUGH);
        fails(policy, 20);
        assertThat(state.degradation().fallback().shown()).isEqualTo(Shown.SOURCE);
        VideoChunk chunk = chunk(policy, 1);
        List<StyledFrame> frames = works(null, 1);
        StyledFrame unsafe = StyledFrame.newBuilder(frames.getFirst())
                .setOutcome(FrameOutcome.HELD_ERROR)
                .setReason(Reasons.UNSAFE)
                .setData(null)
                .build();
        StyledFrame alike = StyledFrame.newBuilder(frames.get(1))
                .setOutcome(FrameOutcome.REUSED_SIMILAR)
                .setData(null)
                .build();
        StyledFrame black = frames.get(2);
        StyledFrame fine = frames.get(3);

        FallbackStep step = FallbackStep.of(
                chunk,
                List.of(unsafe, alike, black, fine),
                true,
                Set.of(black.getNumber()),
                new Fallback(Shown.SOURCE, 1, Fallback.NEVER));

        assertThat(outcomes(step.frames()))
                .containsExactly(
                        FrameOutcome.HELD_ERROR,
                        FrameOutcome.REUSED_SIMILAR,
                        FrameOutcome.STYLED,
                        FrameOutcome.PASSTHROUGH);
    }

    private List<StyledFrame> works(@Nullable FallbackPolicy policy, int chunks) {
        return render(policy, chunks, 1);
    }

    private List<StyledFrame> fails(FallbackPolicy policy, int chunks) {
        return render(policy, chunks, PaintingEngine.UNRENDERABLE);
    }

    private List<StyledFrame> render(@Nullable FallbackPolicy policy, int chunks, int shade) {
        List<StyledFrame> frames = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            frames.addAll(render(chunk(policy, shade)).getFrames());
        }
        return frames;
    }

    private StyledChunk render(VideoChunk chunk) {
        OneByOne.Rendered rendered = renderer.render(chunk, new StyleTimeline(time -> null), state);
        state = rendered.state();
        return rendered.styled();
    }

    private VideoChunk chunk(@Nullable FallbackPolicy policy, int shade) {
        return Chunks.builder("cat", 1, sequence++, Collections.nCopies(Chunks.FRAMES, Chunks.picture(shade)))
                .setLive(true)
                .setFallback(policy == null ? null : policy.rule())
                .build();
    }

    private static FallbackPolicy policy(FallbackPicture then) {
        return new FallbackPolicy(then, Duration.ofSeconds(2), null, Duration.ofSeconds(5));
    }

    private static List<FrameOutcome> outcomes(List<StyledFrame> frames) {
        return frames.stream().map(StyledFrame::getOutcome).toList();
    }
}
