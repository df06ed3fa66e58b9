package dev.brushcast.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioChoiceTest {

    @Test
    void digitsAreAPlaceFromOne() {
        assertThat(AudioChoice.parse("2")).isEqualTo(new AudioChoice.ByNumber(2));
    }

    @ParameterizedTest
    @CsvSource({"cs, cze", "ces, cs", "DE, ger", "pt-BR, por", "zh, chi"})
    void aLanguageIsTheSameInAllItsCodes(String asked, String written) {
        assertThat(AudioChoice.parse(asked))
                .isInstanceOfSatisfying(
                        AudioChoice.ByLanguage.class,
                        language -> assertThat(language.isSpokenIn(written)).isTrue());
    }

    @Test
    void anotherLanguageIsAnother() {
        assertThat(AudioChoice.parse("en"))
                .isInstanceOfSatisfying(
                        AudioChoice.ByLanguage.class,
                        language -> assertThat(language.isSpokenIn("ger")).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "english", "1.5", "e"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> AudioChoice.parse(text))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("from 1");
    }
}
