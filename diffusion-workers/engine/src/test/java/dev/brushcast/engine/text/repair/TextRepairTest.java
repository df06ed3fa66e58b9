package dev.brushcast.engine.text.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRepairTest {

    /** Random damage of many kinds, and what ftfy 6.3.1 made of it. */
    @Test
    void repairsRecordedDamageAsFtfyDoes() throws IOException {
        JsonNode pairs = new ObjectMapper().readTree(new File("src/test/resources/tokenizer/repair.json"));
        assertThat(pairs).hasSizeGreaterThan(300);
        for (JsonNode pair : pairs) {
            String damaged = pair.get(0).textValue();
            assertThat(TextRepair.repair(damaged))
                    .as(damaged)
                    .isEqualTo(pair.get(1).textValue());
        }
    }

    @ParameterizedTest(quoteTextArguments = false)
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "a “quoted” cat, a \"quoted\" cat",
                "café, café",
                "dÃ©jÃ  vu, déjà vu",
                "ＬＯＵＤ, LOUD",
                "ﬂuﬃest, fluffiest",
                "fish &amp; chips, fish & chips",
                "P&EACUTE;REZ, PÉREZ",
                "Ångström, Ångström",
            })
    void aPromptIsWhatItsAuthorMeant(String damaged, String meant) {
        assertThat(TextRepair.repair(damaged)).isEqualTo(meant);
    }

    @Test
    void entitiesInMarkupAreLeftAlone() {
        assertThat(TextRepair.repair("<b>&amp;</b>")).isEqualTo("<b>&amp;</b>");
    }
}
