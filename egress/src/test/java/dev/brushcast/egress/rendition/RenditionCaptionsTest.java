package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.testing.CaptionReadBack;
import dev.brushcast.media.testing.Line21;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed captions in the output. */
class RenditionCaptionsTest extends RenditionUnderTest {

    private static final String TEXT = "As it was said, and when";

    private final List<byte[]> captions = Line21.painted(TEXT);

    @Test
    void everyPictureHasThoseOfItsTimeWhateverBecameOfIt() {
        none(1);
        Outcome[] outcomes = {
            Outcome.STYLED, Outcome.REUSED_SIMILAR, Outcome.held("deadline"), Outcome.PASSTHROUGH, Outcome.REUSED_LATE
        };
        for (int i = 0; i < 10; i++) {
            rendition.pictures(Film.captioned(Film.chunk(1, i, i == 9, outcomes), captions));
        }

        assertThat(read(pictures).subList(0, captions.size()))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(captions);
        assertThat(CaptionReadBack.text(read(pictures))).isEqualTo(TEXT);
        assertThat(CaptionReadBack.text(read(programme))).as("the recording").isEqualTo(TEXT);
        assertThat(pictures.epoch(0).segments())
                .allSatisfy(part -> assertThat(part.captions()).containsExactly("CC1"));
        assertThat(audio.epoch(0).segments())
                .allSatisfy(part -> assertThat(part.captions()).isEmpty());
    }

    @Test
    void picturesWithoutCaptionsAreAsTheyWere() {
        none(1);
        feed(Film.styled(1, 10));

        assertThat(read(pictures))
                .hasSize(10)
                .allSatisfy(none -> assertThat(none).isEmpty());
        assertThat(pictures.epoch(0).segments().getFirst().captions()).isEmpty();
    }

    private List<byte[]> read(Collected sink) {
        Path file = sink.epoch(0).file(folder);
        return CaptionReadBack.triplets(file.toString());
    }
}
