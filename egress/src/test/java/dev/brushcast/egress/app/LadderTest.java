package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.rendition.PictureTrack;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

    private static final Ladder LADDER = new Ladder(0, List.of(new Rung(360, 0), new Rung(180, 300)));

    @Test
    void theWholePictureIsFirstAndWithoutRungsAlone() {
        assertThat(new Ladder(0, List.of()).tracks(epoch(1280, 720)))
                .containsExactly(new PictureTrack(1280, 720, RateLimit.bySize(1280, 720, new Rational(30, 1))));
        assertThat(new Ladder(900, List.of()).tracks(epoch(1280, 720)))
                .containsExactly(new PictureTrack(1280, 720, RateLimit.of(900_000)));
    }

    @Test
    void aRungHasTheRateItIsGivenOrOneThatFallsWithItsSize() {
        List<PictureTrack> tracks = LADDER.tracks(epoch(1280, 720));

        assertThat(tracks).extracting(PictureTrack::width).containsExactly(1280, 640, 320);
        assertThat(tracks.get(1).rate().bitsPerSecond()).isBetween(970_000L, 990_000L); // 2.76 M / 4 ^ 0.75
        assertThat(tracks.get(2).rate()).isEqualTo(RateLimit.of(300_000));
    }

    @Test
    void nothingIsScaledUpAndThereAreAsManyTracksInEveryCapture() {
        List<PictureTrack> tracks = LADDER.tracks(epoch(256, 144));

        assertThat(tracks).hasSize(3).allSatisfy(track -> {
            assertThat(track.width()).isEqualTo(256);
            assertThat(track.height()).isEqualTo(144);
        });
        assertThat(tracks.get(1)).as("encoded once").isEqualTo(tracks.get(0));
        assertThat(tracks.get(2).rate()).as("its own").isEqualTo(RateLimit.of(300_000));
    }

    @Test
    void noRungMayNeedMoreThanTheWholePicture() {
        assertThat(new Ladder(500, List.of(new Rung(360, 4000))).tracks(epoch(1280, 720)))
                .extracting(PictureTrack::rate)
                .containsOnly(RateLimit.of(500_000));
    }

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 640, 360",
        "344, 192, 344, 192",
        "2048, 858, 860, 360", // opencast/opencast #2297: 859.3
        "578, 1024, 204, 360", // 203.2
        "1080, 1920, 202, 360", // 202.5, upright
        "64, 4096, 16, 360" // 5.6: encoders take nothing as narrow
    })
    void sidesAreEvenAndTheShapeIsKept(int width, int height, int rungWidth, int rungHeight) {
        PictureTrack rung = new Ladder(0, List.of(new Rung(360, 0)))
                .tracks(epoch(width, height))
                .getLast();

        assertThat(rung.width()).isEqualTo(rungWidth);
        assertThat(rung.height()).isEqualTo(rungHeight);
    }

    private static EpochInfo epoch(int width, int height) {
        return new EpochInfo(1, 0, width, height, new Rational(30, 1), true);
    }
}
