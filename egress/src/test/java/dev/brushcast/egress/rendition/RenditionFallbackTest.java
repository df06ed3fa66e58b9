package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A model that gives nothing: its last picture, the source's own or a slate, then its pictures again. */
class RenditionFallbackTest extends RenditionUnderTest {

    private static final Outcome HELD = Outcome.held("absent");

    @Test
    void framesOfASlateShowItAndAreCountedAsHeldOnce() {
        none(1);
        feed(List.of(styled(0), held(1, true), held(2, false), styled(3)));
        rendition.end();

        List<OptionalInt> shown = ReadBack.pictures(
                        pictures.epoch(0).file(folder).toString())
                .stream()
                .map(picture -> FrameBarcode.read(picture.picture()))
                .toList();
        assertThat(shown.subList(5, 10)).containsOnly(OptionalInt.empty());
        assertThat(shown.subList(10, 15)).containsOnly(OptionalInt.of(4));
        assertThat(shown.subList(15, 20)).startsWith(OptionalInt.of(15));
        assertThat(counts).containsEntry("shown styled", 10L).containsEntry("shown held absent", 10L);
        assertThat(air).containsExactly(Air.LIVE, Air.SLATE, Air.HOLD, Air.LIVE);
    }

    @Test
    void aSlateNeedsNoPictureBeforeIt() {
        none(1);
        feed(List.of(held(0, true), held(1, false), styled(2)));
        rendition.end();

        assertThat(counts)
                .containsEntry("shown held absent", 5L)
                .containsEntry("dropped no-picture-before", 5L)
                .containsEntry("shown styled", 5L);
    }

    @Test
    void theHeadOfALiveStreamIsASlateUntilThereIsAPicture() {
        none(1);
        feed(Stream.of(held(0, false), held(1, false), styled(2), held(3, false))
                .map(RenditionFallbackTest::live)
                .toList());
        rendition.end();

        assertThat(counts)
                .containsEntry("shown held absent", 15L)
                .containsEntry("shown styled", 5L)
                .hasSize(2);
        assertThat(air).containsExactly(Air.SLATE, Air.LIVE, Air.HOLD);
    }

    private static Chunk live(Chunk chunk) {
        EpochInfo epoch = chunk.epoch();
        return new Chunk(
                new EpochInfo(epoch.epoch(), epoch.startUs(), epoch.width(), epoch.height(), epoch.frameRate(), true),
                chunk.sequence(),
                chunk.frames(),
                List.of(),
                false);
    }

    @Test
    void whoComesSecondWithAChunkIsIgnoredAndCounted() {
        none(1);
        feed(List.of(styled(0), passed(1), passed(2), styled(1), styled(2), styled(3)));
        rendition.end();

        assertThat(counts)
                .containsEntry("shown styled", 10L)
                .containsEntry("shown passthrough", 10L)
                .containsEntry("ignored DUPLICATE", 2L);
        assertThat(numbers(pictures.epoch(0))).containsExactlyElementsOf(upTo(20));
        assertThat(air).containsExactly(Air.LIVE, Air.PASSTHROUGH, Air.LIVE);
    }

    private static List<Integer> upTo(int end) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static Chunk styled(long sequence) {
        return Film.chunk(
                1, sequence, false, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED);
    }

    private static Chunk passed(long sequence) {
        Outcome passed = Outcome.PASSTHROUGH;
        return Film.chunk(1, sequence, false, passed, passed, passed, passed, passed);
    }

    private static Chunk held(long sequence, boolean slate) {
        List<ChunkFrame> frames = new ArrayList<>();
        for (long number = sequence * Film.PER_CHUNK; number < (sequence + 1) * Film.PER_CHUNK; number++) {
            frames.add(new ChunkFrame(
                    number, number * Film.FRAME_US, Film.FRAME_US, HELD, null, Journey.UNKNOWN, null, slate));
        }
        return new Chunk(Film.epoch(1), sequence, frames, List.of(), false);
    }
}
