package dev.brushcast.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NalUnitsTest {

    @Test
    void startCodesOfThreeAndFourBytesBecomeLengths() {
        assertThat(withLengths("00000001" + "6742" + "000001" + "68" + "00000001" + "65AABB"))
                .isEqualTo("00000002" + "6742" + "00000001" + "68" + "00000003" + "65AABB");
    }

    @Test
    void zerosInsideAUnitStay() {
        assertThat(withLengths("000001" + "650000030001")).isEqualTo("00000006" + "650000030001");
    }

    @Test
    void accessUnitDelimitersFallAway() {
        assertThat(withLengths("00000001" + "0930" + "00000001" + "41AA")).isEqualTo("00000002" + "41AA");
    }

    @Test
    void nothingIsNothing() {
        assertThat(withLengths("")).isEmpty();
    }

    private static String withLengths(String hex) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(NalUnits.withLengths(HexFormat.of().parseHex(hex)));
    }
}
