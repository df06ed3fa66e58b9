package dev.brushcast.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.brushcast.engine.text.PromptWeights.Piece;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptWeightsTest {

    private static final Tokenizer TOKENIZER = Tokenizer.read(Path.of("src/test/resources/tokenizer/small"), 77);

    @ParameterizedTest
    @ValueSource(strings = {"", "a cat", "a: b", "C:\\path", "50:50)", "]", "smile :) now", "a:1.3"})
    void aPromptWithoutMarksIsItself(String prompt) {
        assertThat(PromptWeights.parse(prompt).pieces()).containsExactly(new Piece(prompt, 1));
        assertThat(WeightedTokens.of(TOKENIZER, PromptWeights.parse(prompt)).ids())
                .containsExactly(TOKENIZER.encodePadded(prompt));
    }

    @Test
    void bracketsRaiseAndLowerAttention() {
        assertThat(PromptWeights.parse("an (oil) [painting] of ((a cat))").pieces())
                .containsExactly(
                        new Piece("an ", 1),
                        new Piece("oil", 1.1f),
                        new Piece(" ", 1),
                        new Piece("painting", (float) (1 / 1.1)),
                        new Piece(" of ", 1),
                        new Piece("a cat", (float) (1.1 * 1.1)));
    }

    @Test
    void aNumberIsTheFactorAndFactorsMultiply() {
        assertThat(PromptWeights.parse("(a (cat:1.5) here:2)").pieces())
                .containsExactly(new Piece("a ", 2), new Piece("cat", 3), new Piece(" here", 2));
        assertThat(PromptWeights.parse("(cat : +.5 )").pieces()).containsExactly(new Piece("cat ", 0.5f));
    }

    @Test
    void anEscapedMarkIsText() {
        PromptWeights prompt = PromptWeights.parse("\\(a\\) \\[b\\] \\\\ (c\\):2)");
        assertThat(prompt.pieces()).containsExactly(new Piece("(a) [b] \\ ", 1), new Piece("c)", 2));
        assertThat(prompt.text()).isEqualTo("(a) [b] \\ c)");
        assertThat(PromptWeights.parse("\\(a\\)").isPlain()).isTrue();
    }

    @Test
    void anEscapedPromptIsPlain() {
        String prompt = "(a:1.2) [b] \\ ((c\\))";
        assertThat(PromptWeights.parse(PromptWeights.escape(prompt)).pieces()).containsExactly(new Piece(prompt, 1));
    }

    @Test
    void anOpenMarkReachesToTheEnd() {
        assertThat(PromptWeights.parse("a (b [c").pieces())
                .containsExactly(new Piece("a ", 1), new Piece("b ", 1.1f), new Piece("c", (float) (1.1 * (1 / 1.1))));
    }

    @Test
    void whatIsNoNumberIsText() {
        assertThat(PromptWeights.parse("(a:1.2.3)").pieces()).containsExactly(new Piece("a:1.2.3", 1.1f));
    }

    @Test
    void theTokensOfAPieceGetItsWeight() {
        WeightedTokens tokens = WeightedTokens.of(TOKENIZER, PromptWeights.parse("a (cat:2) a"));

        assertThat(tokens.ids()).containsExactly(TOKENIZER.encodePadded("a cat a"));
        assertThat(tokens.weights()).startsWith(1, 1, 2, 2, 1, 1).hasSize(77);
    }

    @Test
    void aLongPromptIsCutWithItsWeightsAndKeepsItsEndMark() {
        WeightedTokens tokens = WeightedTokens.of(TOKENIZER, PromptWeights.parse("(cat:2) ".repeat(200)));

        assertThat(tokens.ids()).hasSize(77).endsWith(TOKENIZER.after()[0]);
        assertThat(tokens.weights()).hasSize(77).endsWith(2, 1);
    }

    @Test
    void weightsScaleTokensAgainstEachOtherAndKeepTheMeanMagnitude() {
        WeightedTokens tokens = WeightedTokens.of(TOKENIZER, PromptWeights.parse("a (cat:2) a"));
        float[] embeddings = new float[77 * 4];
        IntStream.range(0, embeddings.length).forEach(i -> embeddings[i] = (i % 7) - 3.2f);
        float[] before = embeddings.clone();

        tokens.apply(embeddings);

        float normal = embeddings[0] / before[0];
        assertThat(embeddings[8] / before[8]).isCloseTo(2 * normal, offset(1e-5f));
        assertThat(magnitude(embeddings)).isCloseTo(magnitude(before), offset(1e-3));
    }

    @Test
    void withoutMarksAnEmbeddingIsNotTouched() {
        float[] embeddings = {1e-30f, -2.5f};
        new WeightedTokens(new int[] {1, 2}, new float[] {1, 1}, 2).apply(embeddings);
        assertThat(embeddings).containsExactly(1e-30f, -2.5f);
    }

    private static double magnitude(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .sum();
    }
}
