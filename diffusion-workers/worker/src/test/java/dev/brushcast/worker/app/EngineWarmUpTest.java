package dev.brushcast.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.worker.PaintingEngine;
import dev.brushcast.worker.config.WarmUp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineWarmUpTest {

    private final PaintingEngine engine = new PaintingEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theSizesOfStreamsAreRenderedBeforeTheirFirstPicturesCome() {
        EngineWarmUp.run(engine, WarmUp.DEFAULT, List.of(new PictureSize(64, 40), new PictureSize(32, 24)));

        assertThat(engine.expected()).containsExactly(new PictureSize(64, 40), new PictureSize(32, 24));
    }

    @Test
    void noFramesAreNoWarmUp() {
        EngineWarmUp.run(engine, new WarmUp(0, 0, 0, Duration.ofSeconds(1)), List.of(new PictureSize(64, 40)));

        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void anEngineThatDoesNotAnswerIsToldOfAtItsOwnSizeAndAtAStreams() {
        engine.fallSilent();
        WarmUp impatient = new WarmUp(0, 0, 1, Duration.ofMillis(50));

        assertThatThrownBy(() -> EngineWarmUp.run(engine, impatient)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> EngineWarmUp.run(engine, impatient, List.of(new PictureSize(64, 40))))
                .isInstanceOf(EngineException.class);
    }
}
