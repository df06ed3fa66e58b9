package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.Hold;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source that sends nothing: its last picture and silence, then a slate, then its pictures again. */
class RenditionHoldTest extends RenditionUnderTest {

    private static final long SECOND_US = 1_000_000;
    private static final Tone TONE = Tone.aac("stereo", 2, 1);

    @Test
    void theLastPictureAndSilenceAreOutWithoutAnyWait() {
        oneSecond();
        hold(1, 3 * SECOND_US, null);

        assertThat(rendition.waitsForAudio()).isFalse();
        assertThat(pictures.epoch(0).startsUs()).containsExactly(0L, SECOND_US);
        assertThat(audio.epoch(0).startsUs()).isEqualTo(pictures.epoch(0).startsUs());
        assertThat(rendition.position().orElseThrow().ptsUs()).isEqualTo(3 * SECOND_US);
    }

    @Test
    void whatIsHeldIsCountedAsFilledAndNeverAsAFrame() {
        oneSecond();
        hold(1, 4 * SECOND_US, null);
        rendition.end();

        assertThat(counts).containsEntry("shown styled", 25L).containsEntry("filled", 3L);
        assertThat(numbers(pictures.epoch(0))).endsWith(24, 24, 24, 24);
        List<MuxedPart> parts = pictures.epoch(0).segments();
        assertThat(parts.getLast().startUs() + parts.getLast().durationUs()).isEqualTo(4 * SECOND_US);
        for (ReadBack.Track track : programme.epoch(0).tracks(folder)) {
            MediaPacket last = track.packets().getLast();
            assertThat(track.seconds(last)).isBetween(2.9, 4.1);
        }
    }

    @Test
    void aSlateIsShownFromItsTimeOnAndTheFirstFrameThatIsBackEndsIt() {
        oneSecond();
        hold(1, 3 * SECOND_US, null);
        hold(2, 6 * SECOND_US, 4 * SECOND_US);
        rendition.pictures(later(7, 25, 6 * SECOND_US, false));
        rendition.end();

        List<OptionalInt> shown = ReadBack.pictures(
                        pictures.epoch(0).file(folder).toString())
                .stream()
                .map(picture -> FrameBarcode.read(picture.picture()))
                .toList();
        assertThat(shown.subList(24, 33))
                .containsExactly(
                        OptionalInt.of(24),
                        OptionalInt.of(24),
                        OptionalInt.of(24),
                        OptionalInt.of(24),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.of(35),
                        OptionalInt.of(36),
                        OptionalInt.of(37));
        assertThat(air).containsExactly(Air.LIVE, Air.HOLD, Air.SLATE, Air.LIVE);
    }

    @Test
    void aFrameThatShowsTheOneBeforeShowsThePictureAndNotTheSlate() {
        oneSecond();
        hold(1, 3 * SECOND_US, 2 * SECOND_US);
        rendition.pictures(later(7, 25, 3 * SECOND_US, true));
        rendition.end();

        assertThat(FrameBarcode.read(
                        ReadBack.pictures(pictures.epoch(0).file(folder).toString())
                                .getLast()
                                .picture()))
                .hasValue(24);
    }

    @Test
    void anEpochEndsWhereItIsHeldToAndTheNextOneFollows() {
        oneSecond();
        rendition.audio(new AudioPackets(1, 1, TONE.format(), List.of(), true, 2_345_678L));
        rendition.pictures(new Chunk(Film.epoch(1), 5, List.of(), List.of(), true, new Hold(2_345_678, null)));

        assertThat(rendition.idle()).isTrue();
        MuxedPart last = pictures.epoch(0).segments().getLast();
        assertThat(last.startUs() + last.durationUs()).isCloseTo(2_345_678L, within(12L));
        MuxedPart lastAudio = audio.epoch(0).segments().getLast();
        assertThat(lastAudio.startUs() + lastAudio.durationUs()).isEqualTo(last.startUs() + last.durationUs());
    }

    @Test
    void withoutAudioItIsHeldAsWell() {
        none(1);
        Film.styled(1, 25).stream().map(RenditionHoldTest::open).forEach(rendition::pictures);
        rendition.pictures(held(5, 3 * SECOND_US, null));

        assertThat(pictures.epoch(0).startsUs()).containsExactly(0L, SECOND_US);
        assertThat(rendition.waitsForAudio()).isFalse();
    }

    private void oneSecond() {
        Film.styled(1, 25).stream().map(RenditionHoldTest::open).forEach(rendition::pictures);
        rendition.audio(new AudioPackets(1, 0, TONE.format(), TONE.packets(), false));
    }

    /** As ingest tells it: audio a little further than pictures. */
    private void hold(long number, long untilUs, @Nullable Long slateFromUs) {
        rendition.audio(new AudioPackets(1, number, TONE.format(), List.of(), false, untilUs + 100_000));
        rendition.pictures(held(4 + number, untilUs, slateFromUs));
    }

    private static Chunk held(long sequence, long untilUs, @Nullable Long slateFromUs) {
        return new Chunk(Film.epoch(1), sequence, List.of(), List.of(), false, new Hold(untilUs, slateFromUs));
    }

    /** A chunk of the film, shown from a time on; its numbers go on from {@code first}. */
    private static Chunk later(long sequence, int first, long ptsUs, boolean without) {
        Chunk chunk = Film.chunk(1, sequence, false, Outcome.STYLED, Outcome.STYLED, Outcome.STYLED);
        List<ChunkFrame> frames = new ArrayList<>();
        for (int i = 0; i < (without ? 1 : 3); i++) {
            ChunkFrame frame = chunk.frames().get(i);
            frames.add(new ChunkFrame(
                    first + i,
                    ptsUs + i * Film.FRAME_US,
                    Film.FRAME_US,
                    without ? Outcome.REUSED_SIMILAR : frame.outcome(),
                    without ? null : Objects.requireNonNull(frame.picture()),
                    frame.journey()));
        }
        return new Chunk(Film.epoch(1), sequence, frames, List.of(), false);
    }

    private static Chunk open(Chunk chunk) {
        return new Chunk(chunk.epoch(), chunk.sequence(), chunk.frames(), chunk.gaps(), false);
    }
}
