package dev.brushcast.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "a",
                "_",
                "news.24-7_hd",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void idsThatCanStandInFileNamesAndMetricsAreTaken(String id) {
        assertThat(new StreamAddress(id, 0).streamId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "-v",
                "a b",
                "a/b",
                "a\nb",
                "ä",
                "a:b",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anyOtherIsRefusedInOneLineThatSaysWhatIsAllowed(String id) {
        assertThatThrownBy(() -> new StreamAddress(id, 0))
                .isInstanceOf(InvalidStreamAddressException.class)
                .hasMessageStartingWith("A stream cannot be called '")
                .hasMessageEndingWith(
                        "': use 1 to 64 letters, digits, dots, dashes and underscores, the first no dot and no dash")
                .hasMessageNotContaining("\n");
    }

    @Test
    void slotsCountFromZero() {
        assertThatThrownBy(() -> new StreamAddress("main", -1)).hasMessage("There is no slot -1: slots count from 0");
    }
}
