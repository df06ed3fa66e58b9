package dev.brushcast.compose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class KilobitsTest {

    @ParameterizedTest
    @CsvSource({"2500k, 2500", "4M, 4000", "1.5m, 1500", "800kbit/s, 800", "6Mbps, 6000"})
    void ratesAreReadAsPeopleWriteThem(String written, int kilobits) {
        assertThat(new Kilobits().convert(written)).isEqualTo(kilobits);
    }

    @Test
    void whatIsNoRateIsSaidSo() {
        for (String odd : new String[] {"2500", "fast", "-4M", "4G", ""}) {
            assertThatThrownBy(() -> new Kilobits().convert(odd))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessage("'" + odd + "' is no rate: write 2500k or 4M");
        }
    }
}
