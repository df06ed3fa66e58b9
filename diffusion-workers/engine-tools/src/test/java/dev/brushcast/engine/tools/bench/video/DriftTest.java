package dev.brushcast.engine.tools.bench.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.DriftReport.Change;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DriftTest {

    /** Of two seconds. */
    private final Clip clip = new Clip("clip", 4, Moving.texture(8, 2));

    @Test
    void whatStaysAsItWasHasNoDriftWhateverTheClipShows() {
        assertThat(changes((_, picture) -> picture, Change::change).values())
                .allMatch(change -> Math.abs(change) < 1e-9);
        assertThat(changes((_, picture) -> picture, Change::sinceOpening).values())
                .allMatch(change -> Math.abs(change) < 1e-9);
    }

    @Test
    void blurAfterEightSecondsIsFoundThoughItIsInMostOfTheBeginning() {
        BiFunction<Long, Picture, Picture> blurs =
                (number, picture) -> number < 8 * 4 ? picture : Moving.blurred(picture, 2);
        Map<String, Double> sinceOpening = changes(blurs, Change::sinceOpening);

        assertThat(sinceOpening.get("sharpness")).isLessThan(-0.5);
        assertThat(sinceOpening.get("similarity")).isLessThan(-0.03);
        assertThat(sinceOpening.get("red mean")).isCloseTo(0, within(0.02));
        assertThat(changes(blurs, Change::change).get("sharpness"))
                .as("half a minute of which 22 s are blurred")
                .isBetween(-0.4, 0.0);
    }

    @Test
    void coloursThatFadeAreFound() {
        Map<String, Double> changes =
                changes((number, picture) -> Moving.brightened(picture, 1 - 0.2 * number / 240.0), Change::change);

        assertThat(changes.get("green mean")).isBetween(-0.2, -0.08);
        assertThat(changes.get("blue spread")).isBetween(-0.2, -0.08);
    }

    @Test
    void beginAndEndAreWholeRoundsOfTheClipUpToAMinute() {
        Drift tenMinutes = new Drift(clip, Duration.ofMinutes(10));
        assertThat(tenMinutes.frames()).isEqualTo(10 * 60 * 4);
        assertThat(tenMinutes.windowSeconds()).isEqualTo(60);

        Drift brief = new Drift(clip, Duration.ofSeconds(7));
        assertThat(brief.frames()).isEqualTo(4 * 8);
        assertThat(brief.windowSeconds()).as("no frame is of both").isEqualTo(4);

        assertThat(new Drift(clip, Duration.ofSeconds(1)).frames()).isEqualTo(2 * 8);
    }

    private Map<String, Double> changes(BiFunction<Long, Picture, Picture> model, Function<Change, Double> which) {
        Drift drift = new Drift(clip, Duration.ofMinutes(1));
        for (long number = 0; number < drift.frames(); number++) {
            drift.add(number, model.apply(number, clip.looped(number)));
        }
        return drift.changes().stream().collect(Collectors.toMap(Change::measure, which));
    }
}
