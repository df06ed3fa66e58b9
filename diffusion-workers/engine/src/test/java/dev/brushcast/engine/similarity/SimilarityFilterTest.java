package dev.brushcast.engine.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.similarity.SimilarityFilter.Decision;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityFilterTest {

    private static final Similarity PLAIN = new Similarity(0.98, 10, SkipRule.PLAIN);
    private static final Similarity REFERENCE = new Similarity(0.98, 10, SkipRule.REFERENCE);

    @ParameterizedTest
    @CsvSource({"0.985, 0.25", "0.99, 0.5", "0.995, 0.75", "0.999, 0.95", "0.98, 0", "0.5, 0", "1, 1"})
    void theProbabilityToReuseGrowsFromTheThresholdToOne(double cosine, double probability) {
        assertThat(SimilarityFilter.decide(PLAIN, cosine, 0, 0.5).probability()).isCloseTo(probability, within(1e-12));
    }

    @Test
    void theDrawDecides() {
        assertThat(SimilarityFilter.decide(PLAIN, 0.99, 0, 0.49).reuse()).isTrue();
        assertThat(SimilarityFilter.decide(PLAIN, 0.99, 0, 0.51).reuse()).isFalse();
    }

    @Test
    void aThresholdOfOneReusesNothing() {
        assertThat(SimilarityFilter.decide(new Similarity(1, 10, SkipRule.PLAIN), 1, 0, 0)
                        .reuse())
                .isFalse();
    }

    @Test
    void thePlainRuleReusesTenInARowAndStartsAnewAtEveryRenderedFrame() {
        assertThat(reusedInARow(PLAIN)).isEqualTo(10);
        Decision rendered = SimilarityFilter.decide(PLAIN, 0.5, 7, 0.5);
        assertThat(rendered).isEqualTo(new Decision(false, 0, 0));
    }

    @Test
    void theReferenceRuleReusesElevenAndCountsAcrossRenderedFrames() {
        assertThat(reusedInARow(REFERENCE)).isEqualTo(11);
        Decision rendered = SimilarityFilter.decide(REFERENCE, 0.5, 7, 0.5);
        assertThat(rendered).isEqualTo(new Decision(false, 0, 7));
    }

    @Test
    void theCosineOfBytesIsThatOfTheirTensors() {
        Random random = new Random(1);
        byte[] one = new byte[30_001];
        byte[] other = new byte[one.length];
        random.nextBytes(one);
        random.nextBytes(other);
        float[] oneTensor = new float[one.length];
        float[] otherTensor = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            other[i] = random.nextInt(4) == 0 ? other[i] : one[i];
            oneTensor[i] = (one[i] & 0xff) / 127.5f - 1;
            otherTensor[i] = (other[i] & 0xff) / 127.5f - 1;
        }
        assertThat(Cosine.of(one, other)).isCloseTo(Cosine.of(oneTensor, otherTensor), within(1e-7));
        assertThat(Cosine.of(one, one)).isEqualTo(1.0);
    }

    private static int reusedInARow(Similarity similarity) {
        int reused = 0;
        Decision decision = SimilarityFilter.decide(similarity, 1, 0, 0.5);
        while (decision.reuse()) {
            reused++;
            decision = SimilarityFilter.decide(similarity, 1, decision.skipped(), 0.5);
        }
        return reused;
    }
}
