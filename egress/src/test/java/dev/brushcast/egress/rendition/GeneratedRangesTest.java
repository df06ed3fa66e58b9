package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.playlist.DateRange.Attribute;
import dev.brushcast.egress.timeline.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedRangesTest {

    private static final long SECOND_US = 1_000_000;
    private static final Origin FIRST = new Origin(true, "builtin", "ab12", 3);
    private static final Origin RESTYLED = new Origin(true, "builtin", "ab12", 4);
    private static final Origin OTHER = new Origin(true, "sd", "", 4);

    private final GeneratedRanges ranges = new GeneratedRanges(Film.epoch(1));

    @Test
    void whatAModelHasMadeIsSaidFromItsFirstPictureOn() {
        assertThat(ranges.concerned()).isFalse();
        assertThat(ranges.shown(0, FIRST)).singleElement().satisfies(range -> {
            assertThat(range.className()).isEqualTo("dev.brushcast.generated");
            assertThat(range.untilNext()).isTrue();
            assertThat(range.start().toEpochMilli() * 1000)
                    .isEqualTo(Film.epoch(1).startUs());
            assertThat(range.attributes())
                    .extracting(Attribute::name, Attribute::value)
                    .containsExactly(
                            tuple("X-GENERATED", "\"YES\""),
                            tuple(
                                    "X-DIGITAL-SOURCE-TYPE",
                                    "\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\""),
                            tuple("X-MODEL", "\"builtin\""),
                            tuple("X-MODEL-HASH", "\"sha256:ab12\""),
                            tuple("X-STYLE-REVISION", "3"));
        });
        assertThat(ranges.shown(40_000, FIRST)).as("nothing new").isEmpty();
        assertThat(ranges.concerned()).isTrue();
    }

    @Test
    void whatWasPassedThroughIsNotSaidToBeGenerated() {
        ranges.shown(0, FIRST);

        assertThat(ranges.shown(2 * SECOND_US, Origin.SOURCE))
                .singleElement()
                .satisfies(range ->
                        assertThat(range.attributes()).containsExactly(new Attribute("X-GENERATED", "\"NO\"")));
        assertThat(ranges.shown(2 * SECOND_US + 40_000, FIRST)).hasSize(1);
        assertThat(ranges.shown(2 * SECOND_US + 80_000, OTHER))
                .as("another model, whatever the time")
                .hasSize(1);
    }

    @Test
    void ofTheSourcesOwnStreamNothingIsSaid() {
        assertThat(ranges.shown(0, null)).isEmpty();
        assertThat(ranges.concerned()).isFalse();
    }

    @Test
    void stylesThatChangeAllTheTimeAreSaidOnceASecond() {
        List<DateRange> said = new ArrayList<>();
        for (int frame = 0; frame < 100; frame++) {
            said.addAll(ranges.shown(frame * 40_000L, new Origin(true, "builtin", "ab12", frame)));
        }

        assertThat(said).hasSize(1 + 4);
        assertThat(said).extracting(DateRange::id).doesNotHaveDuplicates();
    }

    @Test
    void whoBeginsLaterSaysTheSameFromThereOn() {
        GeneratedRanges later = new GeneratedRanges(Film.epoch(1));
        List<DateRange> all = new ArrayList<>();
        List<DateRange> rest = new ArrayList<>();
        for (long pts = 0; pts < 400 * SECOND_US; pts += 40_000) {
            Origin origin = pts < 10 * SECOND_US ? FIRST : pts < 200 * SECOND_US ? RESTYLED : OTHER;
            all.addAll(ranges.shown(pts, origin));
            if (pts >= 150 * SECOND_US) {
                rest.addAll(later.shown(pts, origin));
            }
        }

        assertThat(rest).hasSize(6).isEqualTo(all.subList(all.size() - 6, all.size()));
    }
}
