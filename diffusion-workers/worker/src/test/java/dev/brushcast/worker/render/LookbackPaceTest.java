package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.style.StyleHistory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lateness, styles and sizes with a model that looks back: what it is shown, and what comes out. */
class LookbackPaceTest extends OnLookbackRigs {

    private static final Instant IN_TIME = Instant.ofEpochMilli(Chunks.START_MS);

    private final LookbackRig rig = rig(1);

    @Test
    void aChunkThatIsLateAndCanStillBeMetIsRenderedAsAWhole() {
        rig.now = IN_TIME.plusMillis(700);
        for (int sequence = 0; sequence < 6; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        for (StyledChunk chunk : rig.published) {
            assertThat(outcomes(chunk)).hasSize(Chunks.FRAMES).containsOnly(FrameOutcome.STYLED);
        }
        assertThat(rig.engine.opened()).isEqualTo(1);
    }

    @Test
    void afterAShortGapTheSessionGoesOnWithWhatItHasOnAnyWorker() {
        List<LookbackRig> both = List.of(rig, rig(1));
        for (LookbackRig each : both) {
            each.send(chunk(0));
            each.send(chunk(1));
            each.now = IN_TIME.plusSeconds(2);
            each.send(chunk(2));
            each.send(chunk(3));
            each.send(chunk(4)); // twelve frames, as many as the model looks back
            each.now = IN_TIME;
            if (each != rig) {
                each.failOver();
            }
            each.send(chunk(5));
            each.bringOut(STREAM);
        }

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(rig.engine.opened()).isEqualTo(1);
        assertThat(both.get(1).pictures()).isEqualTo(rig.pictures());
    }

    @Test
    void afterAnOutageTheModelIsShownTheNewestChunksThatWerePassedThrough() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.now = IN_TIME.plusSeconds(60);
        for (int sequence = 2; sequence < 9; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.now = IN_TIME;
        rig.send(chunk(9));
        rig.send(chunk(10));

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rig.published.subList(2, 9))
                .flatExtracting(LookbackPaceTest::outcomes)
                .containsOnly(FrameOutcome.PASSTHROUGH);
        assertThat(rig.log.read()).containsExactly(100L, 105L, 106L, 107L, 108L); // the first for the look
        assertThat(rig.asked(false)).containsExactly(0L, 5L, 6L, 7L, 8L);
        assertThat(rig.primings).hasSize(1);
    }

    @Test
    void aStyleThatBeginsInTheMiddleOfAChunkShowsFromTheNextOneOn() {
        long since = Chunks.msOf(2 * Chunks.FRAMES + 1);
        rig.styles = time -> new StyleHistory.Entry(Style.of("").withRevision(time < since ? 1 : 2), 0, 0);
        for (int sequence = 0; sequence < 4; sequence++) {
            rig.send(chunk(sequence));
        }
        rig.failOver();
        rig.bringOut(STREAM);

        assertThat(rig.published)
                .extracting(chunk -> chunk.getFrames().stream()
                        .map(StyledFrame::getStyleRevision)
                        .distinct()
                        .toList())
                .containsExactly(List.of(1L), List.of(1L), List.of(1L), List.of(2L));
        assertThat(rig.engine.requests())
                .extracting(request -> request.frames().stream()
                        .map(SourceFrame::style)
                        .distinct()
                        .count())
                .containsOnly(1L);
    }

    @Test
    void aTransitionGoesChunkByChunk() {
        rig.styles = time -> time < Chunks.msOf(0)
                ? new StyleHistory.Entry(Style.of("ink"), 0, 0)
                : new StyleHistory.Entry(Style.of("oil"), Chunks.msOf(0), 3 * Chunks.FRAMES * Chunks.FRAME_US);
        for (int sequence = 0; sequence < 4; sequence++) {
            rig.send(chunk(sequence));
        }

        assertThat(rig.engine.requests())
                .extracting(request -> request.frames().stream()
                        .map(frame -> frame.style().prompts().positive())
                        .distinct()
                        .toList())
                .allSatisfy(prompts -> assertThat(prompts).hasSize(1))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void picturesOfAnotherSizeBeginAnew(boolean elsewhere) {
        rig.send(chunk(0));
        rig.send(chunk(1));
        if (elsewhere) {
            rig.failOver();
        }
        rig.send(wide(2));
        rig.send(wide(3));
        rig.failOver();
        rig.send(wide(4));
        rig.bringOut(STREAM);

        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rig.published).flatExtracting(LookbackPaceTest::outcomes).containsOnly(FrameOutcome.STYLED);
        assertThat(rig.asked(false)).containsExactly(2L);
        assertThat(rig.asked(true)).containsExactly(3L, 4L);
    }

    @Test
    void chunksThatAreShownAgainAreNotTooLateToLeaveSomething() {
        rig.send(chunk(0));
        rig.send(chunk(1));
        rig.failOver();
        rig.now = IN_TIME.plusSeconds(60);
        rig.send(chunk(2));

        assertThat(rig.engine.requests())
                .extracting(RenderRequest::deadlineNanos)
                .hasSize(2)
                .containsOnly(FrameBudget.DEFAULT.budget().toNanos());
        assertThat(rig.sequences()).containsExactly(0L, 1L, 2L);
    }

    private static VideoChunk wide(long sequence) {
        byte[] picture = new byte[3 * 2 * Chunks.SIDE * Chunks.SIDE];
        return Chunks.builder(STREAM, 1, sequence, Collections.nCopies(Chunks.FRAMES, picture))
                .setWidth(2 * Chunks.SIDE)
                .build();
    }

    private static VideoChunk chunk(long sequence) {
        return VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                .setLive(true)
                .build();
    }
}
