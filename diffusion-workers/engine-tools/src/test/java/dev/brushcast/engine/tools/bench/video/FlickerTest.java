package dev.brushcast.engine.tools.bench.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.FlickerReport.Ratio;
import dev.brushcast.engine.tools.bench.video.FlickerReport.Row;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlickerTest {

    private final List<Picture> source = Moving.texture(5, 1.5);

    @Test
    void whatMovesAsTheSourceDoesHasNoMoreWarpErrorThanIt() {
        Flicker flicker = compare(source, source);

        Row copy = flicker.rows().get(1);
        assertThat(copy.warpErrorOfSource()).isCloseTo(1, within(1e-9));
        assertThat(copy.warpError()).isLessThan(3);
        assertThat(copy.differenceEnergy()).isGreaterThan(100);
        assertThat(flicker.pairs()).isEqualTo(4);
        assertThat(flicker.notes()).isEmpty();
    }

    @Test
    void halfTheFlickerIsAboutHalfTheWarpError() {
        Flicker flicker = compare(source, Moving.flickering(source, 40), Moving.flickering(source, 20));

        Ratio ratio = flicker.besideFirst().getFirst();
        assertThat(ratio.model()).isEqualTo("model 2");
        assertThat(ratio.beside()).isEqualTo("model 1");
        assertThat(ratio.warpError()).isBetween(0.45, 0.6);
        assertThat(flicker.rows().get(1).warpErrorOfSource()).isGreaterThan(5);
        assertThat(ratio.differenceEnergy()).isLessThan(0.8);
    }

    @Test
    void blurDoesNotWinUnnoticed() {
        List<Picture> flickering = Moving.flickering(source, 30);
        Flicker flicker = compare(source, flickering, Moving.blurred(flickering, 3));

        Ratio ratio = flicker.besideFirst().getFirst();
        assertThat(ratio.warpError()).as("it does look steadier").isLessThan(0.5);
        assertThat(ratio.sharpness()).isLessThan(0.5);
        assertThat(flicker.notes())
                .singleElement()
                .asString()
                .startsWith("model 2 has 0.")
                .endsWith("of the sharpness of source: some of its lower warp error is blur");
    }

    @Test
    void blurIsNoticedWhicheverComesFirst() {
        List<Picture> flickering = Moving.flickering(source, 30);
        Flicker flicker = compare(source, Moving.blurred(flickering, 3), flickering);

        assertThat(flicker.notes()).singleElement().asString().startsWith("model 1 has 0.");
    }

    @Test
    void whoIsLessNoisyThanAnotherIsNotBlurredForThat() {
        Flicker flicker = compare(source, source, Moving.flickering(source, 60));

        assertThat(flicker.besideFirst().getFirst().sharpness()).isGreaterThan(2);
        assertThat(flicker.notes()).isEmpty();
    }

    @Test
    void aCutIsCountedAndDoesNotCount() {
        List<Picture> cut = List.of(source.get(0), source.get(1), noise(1), noise(2));
        Flicker flicker = compare(cut, cut);

        assertThat(flicker.cuts()).isEqualTo(2);
        assertThat(flicker.pairs()).isEqualTo(1);
        assertThat(flicker.rows().getFirst().warpError()).isLessThan(3);
    }

    private static Picture noise(int seed) {
        Random random = new Random(seed);
        return Moving.picture((_, _) -> random.nextInt(256));
    }

    @Test
    void aStillSourceHasNoRatioButItsModelsHave() {
        List<Picture> still = Moving.texture(3, 0);
        Flicker flicker = compare(still, Moving.flickering(still, 20), Moving.flickering(still, 10));

        assertThat(flicker.rows().get(1).warpErrorOfSource()).isNull();
        assertThat(flicker.rows().get(1).warpError()).isGreaterThan(5);
        assertThat(flicker.besideFirst().getFirst().warpError()).isBetween(0.4, 0.6);
    }

    private static Flicker compare(List<Picture> source, List<Picture> model) {
        return named(List.of("source", "model 1"), List.of(source, model));
    }

    private static Flicker compare(List<Picture> source, List<Picture> first, List<Picture> second) {
        return named(List.of("source", "model 1", "model 2"), List.of(source, first, second));
    }

    private static Flicker named(List<String> names, List<List<Picture>> pictures) {
        Flicker flicker = new Flicker(names);
        for (int i = 1; i < pictures.getFirst().size(); i++) {
            int at = i;
            flicker.add(
                    pictures.stream().map(frames -> frames.get(at - 1)).toList(),
                    pictures.stream().map(frames -> frames.get(at)).toList());
        }
        return flicker;
    }
}
