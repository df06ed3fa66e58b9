package dev.brushcast.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PromptRoomTest {

    private static final Path FOLDER = Path.of("src/test/resources/tokenizer/small");

    @Test
    void whatFitsIsNotCut() {
        assertThat(cutOff("ink", 77)).isEmpty();
        assertThat(cutOff("", 2)).isEmpty();
        Tokenizer tokenizer = Tokenizer.read(FOLDER, 77);
        int exactly = tokenizer.encode("ink on paper").length;
        assertThat(cutOff("ink on paper", exactly)).isEmpty();
        assertThat(cutOff("ink on paper", exactly - 1)).isEqualTo("paper");
    }

    @Test
    void theRestBeginsWithAWholeWord() {
        String prompt = "one two three four five six seven eight nine ten";
        for (int room = 12; room < 40; room++) {
            String rest = cutOff(prompt, room);
            assertThat(prompt).endsWith(rest);
            assertThat(prompt.length() == rest.length()
                            || prompt.charAt(prompt.length() - rest.length() - 1) == ' '
                            || rest.isEmpty())
                    .isTrue();
        }
    }

    @Test
    void marksOfAttentionAreNotPartOfIt() {
        assertThat(cutOff("(one two:1.3) three [four five]", 4))
                .doesNotContain("[")
                .doesNotContain("(")
                .endsWith("four five");
    }

    @Test
    void aSingleWordLongerThanTheRoomIsCutInside() {
        assertThat(cutOff("x".repeat(500), 16)).isNotEmpty().hasSizeLessThan(500);
    }

    private static String cutOff(String prompt, int length) {
        return PromptRoom.of(Tokenizer.read(FOLDER, length)).cutOff(PromptWeights.parse(prompt));
    }
}
