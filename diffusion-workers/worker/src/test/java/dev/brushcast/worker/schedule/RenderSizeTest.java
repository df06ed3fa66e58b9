package dev.brushcast.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.PictureSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderSizeTest {

    @ParameterizedTest
    @CsvSource({
        "640, 360, 100, 8, 640x360",
        "640, 360, 50, 8, 320x184",
        "512, 512, 75, 64, 384x384",
        "512, 288, 75, 8, 384x216",
        "64, 64, 50, 64, 64x64",
        "128, 64, 50, 64, 64x64"
    })
    void sidesAreMultiplesThatTheModelTakesAndNeverNothing(
            int width, int height, int percent, int multiple, String expected) {
        assertThat(RenderSize.of(new PictureSize(width, height), percent, multiple))
                .hasToString(expected);
    }

    @Test
    void onlyWhatTheStyleAllowsIsOffered() {
        assertThat(RenderSize.smaller(0)).isEmpty();
        assertThat(RenderSize.smaller(100)).isEmpty();
        assertThat(RenderSize.smaller(75)).containsExactly(75);
        assertThat(RenderSize.smaller(60)).containsExactly(75);
        assertThat(RenderSize.smaller(50)).containsExactly(75, 50);
        assertThat(RenderSize.smaller(1)).isEqualTo(List.of(75, 50));
    }
}
