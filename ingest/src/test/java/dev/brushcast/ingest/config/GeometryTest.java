package dev.brushcast.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.ingest.config.Geometry.Size;
import dev.brushcast.kit.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 344, 192",
        "832, 480, 336, 192",
        "1080, 1920, 192, 344",
        "512, 512, 256, 256",
        "640, 480, 296, 224"
    })
    void anAreaKeepsTheProportionsOfTheSource(int width, int height, int wide, int high) {
        Size size = Geometry.DEFAULT.of(width, height);

        assertThat(size).isEqualTo(new Size(wide, high));
        assertThat((double) size.width() * size.height()).isBetween(62_000.0, 69_000.0);
    }

    @Test
    void theNarrowestSourceStillHasASize() {
        assertThat(Geometry.DEFAULT.of(100_000, 10).height()).isBetween(8, 16);
    }

    @Test
    void anExactSizeIsTakenAsItIs() {
        assertThat(new Geometry.Exact(256, 144).of(1, 1000)).isEqualTo(new Size(256, 144));
        assertThatThrownBy(() -> new Geometry.Exact(0, 144)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new Geometry.Exact(256, 100_000)).isInstanceOf(UserError.class);
    }
}
