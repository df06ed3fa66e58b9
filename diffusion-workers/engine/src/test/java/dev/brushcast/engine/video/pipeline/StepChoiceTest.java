package dev.brushcast.engine.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import org.junit.jupiter.api.Test;

class StepChoiceTest {

    private static final long SHORT = StepChoice.LONG_WAIT.toNanos() - 1;
    private static final long LONG = StepChoice.LONG_WAIT.toNanos();

    @Test
    void autoBatchesWhileChunksComeFastAndThereIsMemory() {
        StepChoice auto = new StepChoice(BatchPolicy.AUTO);
        assertThat(auto.choose(SHORT, true)).isEqualTo(Mode.STREAM_BATCH);
        assertThat(auto.choose(LONG, true)).isEqualTo(Mode.STEP_BY_STEP);
        assertThat(auto.choose(SHORT, false)).isEqualTo(Mode.STEP_BY_STEP);
        assertThat(auto.wantsWindows()).isTrue();
    }

    @Test
    void theOthersDoAsTheyAreTold() {
        for (long waited : new long[] {SHORT, LONG}) {
            assertThat(new StepChoice(BatchPolicy.STREAM_BATCH).choose(waited, true))
                    .isEqualTo(Mode.STREAM_BATCH);
            assertThat(new StepChoice(BatchPolicy.SEQUENTIAL).choose(waited, true))
                    .isEqualTo(Mode.STEP_BY_STEP);
            assertThat(new StepChoice(BatchPolicy.CONTINUOUS).choose(waited, true))
                    .isEqualTo(Mode.STEP_BY_STEP);
        }
        assertThat(new StepChoice(BatchPolicy.STREAM_BATCH).choose(SHORT, false))
                .as("without memory for more windows")
                .isEqualTo(Mode.STEP_BY_STEP);
        assertThat(new StepChoice(BatchPolicy.CONTINUOUS).wantsWindows()).isFalse();
    }
}
