package dev.brushcast.egress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungTest {

    @ParameterizedTest
    @CsvSource({"360, 360, 0", "360p, 360, 0", "' 720:2.5M', 720, 2500", "180:300k, 180, 300"})
    void aRungIsAHeightAndPerhapsARate(String written, int height, int kbps) {
        assertThat(Rung.parse(written)).isEqualTo(new Rung(height, kbps));
    }

    @ParameterizedTest
    @CsvSource({
        "0, choose an even number between 48 and 2160",
        "361, choose an even number between 48 and 2160",
        "46, choose an even number between 48 and 2160",
        "4320, choose an even number between 48 and 2160",
        "-360, is no rung of a ladder",
        "640x360, is no rung of a ladder",
        "'', is no rung of a ladder",
        "360:, is no rung of a ladder",
        "360:800, write 2500k or 4M",
        "360:10k, choose between 50 and 200000"
    })
    void whatCannotBeIsSaidWithWhatToDo(String written, String message) {
        assertThatThrownBy(() -> Rung.parse(written))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aLadderHasEachHeightOnceAndFiveRungsAtMost() {
        assertThat(ladder(180, 720, 360)).extracting(Rung::height).containsExactly(720, 360, 180);
        assertThatThrownBy(() -> ladder(360, 180, 360))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("name each height once");
        assertThatThrownBy(() -> ladder(100, 200, 300, 400, 500, 600))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("name 5 at most");
    }

    private static List<Rung> ladder(Integer... heights) {
        return EgressConfig.OutputConfig.defaults()
                .withLadder(Stream.of(heights).map(Rung::ofHeight).toList())
                .ladder();
    }
}
