package dev.brushcast.engine.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GuidanceEmbeddingTest {

    @Test
    void isTheSinesThenTheCosinesOfTheExcessOverOne() {
        float[] embedding = GuidanceEmbedding.of(1.001, 4);
        // The excess in thousandths at frequencies 1 and 1/10,000.
        float[] wanted = {(float) Math.sin(1), 0.0001f, (float) Math.cos(1), 1};
        assertThat(embedding).containsExactly(wanted, within(1e-4f));
    }

    @Test
    void withoutGuidanceThereAreOnlyCosinesOfNothing() {
        assertThat(GuidanceEmbedding.of(1, 6)).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void anOddWidthEndsInNothing() {
        assertThat(GuidanceEmbedding.of(8, 5)[4]).isZero();
    }
}
