package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenditionPicturesTest extends RenditionUnderTest {

    private static final Tone STEREO = Tone.aac("stereo", 2, 2);

    @Test
    void everyFrameIsShownInItsSegment() {
        none(1);
        feed(Film.styled(1, 60));

        assertThat(numbers(pictures.epoch(0)))
                .isEqualTo(IntStream.range(0, 60).boxed().toList());
        assertThat(pictures.epoch(0).startsUs()).containsExactly(0L, 1_000_000L, 2_000_000L);
        assertThat(pictures.epoch(0).segments()).extracting(MuxedPart::pictures).containsExactly(25, 25, 10);
        assertThat(pictures.epoch(0).segments())
                .extracting(MuxedPart::durationUs)
                .containsExactly(1_000_000L, 1_000_000L, 400_000L);
        assertThat(pictures.epoch(0).segments()).extracting(MuxedPart::segment).containsExactly(0L, 1L, 2L);
        assertThat(counts).containsEntry("shown styled", 60L).doesNotContainKey("silent us");
        assertThat(rendition.idle()).isTrue();
        assertThat(rendition.finishedEpochs()).isEqualTo(1);
        assertThat(rendition.position()).hasValue(new Rendition.Position(1, 59 * Film.FRAME_US));
    }

    @Test
    void segmentsLieOnTheGridWhereverTheEpochBegins() {
        none(1);
        List<Chunk> late = Film.styled(1, 100).subList(4, 20); // the head up to 0.8 s never came

        feed(late);

        assertThat(pictures.epoch(0).startsUs()).containsExactly(800_000L, 1_000_000L, 2_000_000L, 3_000_000L);
    }

    @Test
    void aHeldPictureIsTheOneBefore() {
        none(1);
        rendition.pictures(Film.chunk(
                1,
                0,
                true,
                Outcome.REUSED_LATE,
                Outcome.STYLED,
                Outcome.REUSED_SIMILAR,
                Outcome.held("deadline"),
                Outcome.PASSTHROUGH));

        assertThat(numbers(pictures.epoch(0))).containsExactly(1, 1, 1, 4);
        assertThat(counts)
                .containsEntry("dropped no-picture-before", 1L)
                .containsEntry("shown styled", 1L)
                .containsEntry("shown reused_similar", 1L)
                .containsEntry("shown held deadline", 1L)
                .containsEntry("shown passthrough", 1L);
    }

    @Test
    void aPictureOfAnotherSizeIsHeldAndOneWithoutAnythingBeforeItIsDropped() {
        none(1);
        rendition.pictures(new Chunk(
                Film.epoch(1), 0, List.of(frame(0, 32), frame(1, Film.WIDTH), frame(2, 32)), List.of(), true));

        assertThat(numbers(pictures.epoch(0))).containsExactly(1, 1);
        assertThat(counts)
                .containsEntry("dropped unreadable", 1L)
                .containsEntry("shown styled", 1L)
                .containsEntry("shown held unreadable", 1L);
    }

    @Test
    void theEndMakesEverythingWhole() {
        hear(Tone.chunks(1, STEREO.format(), STEREO.packets()).subList(0, 3));
        feed(Film.styled(1, 50).subList(0, 3));
        rendition.end();
        rendition.close();

        assertThat(numbers(pictures.epoch(0))).hasSize(15);
        for (Collected sink : List.of(pictures, audio, programme)) {
            assertThat(sink.said).containsExactly("epoch ended", "end", "closed");
        }
    }

    @Test
    void aHoleInTheChunksIsClosedWhenNothingIsOnItsWay() {
        none(1);
        List<Chunk> chunks = Film.styled(1, 25);
        feed(List.of(chunks.get(0), chunks.get(2)));
        assertThat(rendition.hasHole()).isTrue();
        rendition.settle();

        assertThat(rendition.hasHole()).isFalse();
        assertThat(counts).containsEntry("shown held missing", 5L);
    }

    private static ChunkFrame frame(int number, int width) {
        return new ChunkFrame(
                number,
                number * Film.FRAME_US,
                Film.FRAME_US,
                Outcome.STYLED,
                Film.picture(number, width, Film.HEIGHT),
                Journey.UNKNOWN);
    }
}
