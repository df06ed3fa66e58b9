package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.EngineException;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An engine that does not answer, or not in time. */
class SlowEngineTest {

    private final PaintingEngine engine = new PaintingEngine();
    private final OneByOne renderer =
            OneByOne.of(engine, () -> Instant.ofEpochMilli(Chunks.START_MS), Duration.ofMillis(100));

    @AfterEach
    void close() {
        renderer.close();
    }

    @Test
    void anEngineThatDoesNotAnswerCostsTheChunkItsPicturesNotTheStream() {
        engine.fallSilent();

        OneByOne.Rendered rendered = render(Chunks.chunk("s", 1, 0));

        assertThat(outcomes(rendered)).containsOnly(FrameOutcome.HELD_ERROR);
        assertThat(rendered.styled().getFrames())
                .extracting(StyledFrame::getReason)
                .containsOnly("timeout");
    }

    @Test
    void anEngineThatNeverAnswersIsBroken() {
        engine.fallSilent();
        render(Chunks.chunk("s", 1, 0));
        render(Chunks.chunk("s", 1, 1));

        assertThatThrownBy(() -> render(Chunks.chunk("s", 1, 2)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("stuck");
    }

    @Test
    void anEngineThatAnswersInBetweenIsSlowAndNotBroken() {
        for (int sequence = 0; sequence < 8; sequence++) {
            if (sequence % 3 == 2) {
                engine.speak();
            } else {
                engine.fallSilent();
            }
            assertThat(outcomes(render(Chunks.chunk("s", 1, sequence))))
                    .containsOnly(sequence % 3 == 2 ? FrameOutcome.STYLED : FrameOutcome.HELD_ERROR);
        }
    }

    @Test
    void aClosedEngineIsNotTakenForABadFrame() {
        engine.close();

        assertThatThrownBy(() -> render(Chunks.chunk("s", 1, 0))).isInstanceOf(EngineException.class);
    }

    private OneByOne.Rendered render(VideoChunk chunk) {
        return renderer.render(chunk, new StyleTimeline(time -> null), StreamState.startOf(1, null));
    }

    private static List<FrameOutcome> outcomes(OneByOne.Rendered chunk) {
        return chunk.styled().getFrames().stream().map(StyledFrame::getOutcome).toList();
    }
}
