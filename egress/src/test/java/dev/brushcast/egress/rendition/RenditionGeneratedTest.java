package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.Origin;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.testing.ReadBack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an output says of pictures that a model has made. */
class RenditionGeneratedTest extends RenditionUnderTest {

    private static final Origin MADE = new Origin(true, "builtin", "ab12", 3);

    @Test
    void picturesSayThatTheyAreGeneratedInTheirFileAndTheirPlaylistAndAudioDoesNot() {
        none(1);
        for (Chunk chunk : Film.styled(1, 60)) {
            rendition.pictures(from(chunk, chunk.sequence() < 6 ? MADE : Origin.SOURCE));
        }

        assertThat(comment(pictures)).contains("AI-generated", "digitalsourcetype/trainedAlgorithmicMedia");
        assertThat(comment(programme)).isEqualTo(comment(pictures));
        assertThat(comment(audio)).isEmpty();
        assertThat(said(pictures)).containsExactly("\"YES\"", "\"NO\"");
        assertThat(said(programme)).containsExactly("\"YES\"", "\"NO\"");
        assertThat(said(audio)).isEmpty();
        assertThat(pictures.epoch(0).segments().get(1).ranges())
                .as("passed through from frame 30 on")
                .extracting(range -> range.start().toEpochMilli())
                .containsExactly(Film.epoch(1).startUs() / 1000 + 1_200);
    }

    @Test
    void aPictureThatIsShownAgainIsWhatItWas() {
        none(1);
        rendition.pictures(from(Film.chunk(1, 0, false, Outcome.STYLED, Outcome.REUSED_LATE, Outcome.held("x")), MADE));
        rendition.pictures(from(Film.chunk(1, 1, true, Outcome.held("x"), Outcome.REUSED_SIMILAR), MADE));

        assertThat(said(pictures)).containsExactly("\"YES\"");
    }

    @Test
    void theSourcesOwnPicturesSayNothing() {
        none(1);
        feed(Film.styled(1, 30));

        assertThat(comment(pictures)).isEmpty();
        assertThat(said(pictures)).isEmpty();
    }

    private String comment(Collected sink) {
        return ReadBack.comment(sink.epoch(0).file(folder).toString());
    }

    private static List<String> said(Collected sink) {
        return sink.epoch(0).segments().stream()
                .flatMap(part -> part.ranges().stream())
                .map(DateRange::attributes)
                .map(attributes -> attributes.getFirst().value())
                .toList();
    }

    private static Chunk from(Chunk chunk, Origin origin) {
        List<ChunkFrame> frames = chunk.frames().stream()
                .map(frame -> new ChunkFrame(
                        frame.number(),
                        frame.ptsUs(),
                        frame.durationUs(),
                        frame.outcome(),
                        from(frame.picture(), origin),
                        frame.journey()))
                .toList();
        return new Chunk(chunk.epoch(), chunk.sequence(), frames, chunk.gaps(), chunk.endOfEpoch());
    }

    private static @Nullable EncodedPicture from(@Nullable EncodedPicture picture, Origin origin) {
        return picture == null
                ? null
                : new EncodedPicture(picture.format(), picture.data(), picture.width(), picture.height(), origin);
    }
}
