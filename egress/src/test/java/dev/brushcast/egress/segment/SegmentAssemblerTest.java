package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentAssemblerTest {

    private static final int FRAME = 3600;

    private final SegmentAssembler assembler = new SegmentAssembler();
    private final List<Segment> segments = new ArrayList<>();

    @Test
    void aSegmentWithoutAudioIsWholeWithTheFirstPictureOfTheNext() {
        assembler.audioEnded();
        picture(0, true);
        picture(1, false);
        assertThat(segments).isEmpty();
        picture(2, true);

        assertThat(segments).singleElement().satisfies(segment -> {
            assertThat(segment.pictures()).extracting(MediaPacket::pts).containsExactly(0L, 3600L);
            assertThat(segment.pictures()).extracting(MediaPacket::duration).containsExactly(3600L, 3600L);
            assertThat(segment.duration()).isEqualTo(7200);
        });
    }

    @Test
    void durationsReachToTheNextPicture() {
        assembler.audioEnded();
        segments.addAll(assembler.picture(packet(0), true));
        segments.addAll(assembler.picture(packet(1000), false));
        segments.addAll(assembler.picture(packet(9000), true));
        segments.addAll(assembler.end(123));

        assertThat(segments.getFirst().pictures())
                .extracting(MediaPacket::duration)
                .containsExactly(1000L, 8000L);
        assertThat(segments.getLast().pictures())
                .extracting(MediaPacket::duration)
                .containsExactly(123L);
        assertThat(segments.getLast().end()).isEqualTo(9123);
    }

    @Test
    void aSegmentWaitsForItsAudio() {
        picture(0, true);
        picture(2, true);
        assertThat(segments).isEmpty();
        assertThat(assembler.waitsForAudio()).isTrue();
        audio(0);
        audio(5000);
        assertThat(segments).isEmpty();
        audio(7200);

        assertThat(segments)
                .singleElement()
                .satisfies(segment ->
                        assertThat(segment.audio()).extracting(MediaPacket::pts).containsExactly(0L, 5000L));
    }

    @Test
    void audioThatIsNotWaitedForGoesIntoTheNextSegment() {
        picture(0, true);
        picture(2, true);
        segments.addAll(assembler.withoutWaiting());
        assertThat(segments).hasSize(1);
        audio(1000);
        audio(8000);
        segments.addAll(assembler.end(FRAME));

        assertThat(segments.getLast().audio()).extracting(MediaPacket::pts).containsExactly(1000L, 8000L);
    }

    @Test
    void theLastSegmentTakesAllThatIsLeftAndLastsAsLong() {
        picture(0, true);
        audio(-1024);
        audio(6000);
        segments.addAll(assembler.end(FRAME));

        assertThat(segments).singleElement().satisfies(segment -> {
            assertThat(segment.audio()).hasSize(2);
            assertThat(segment.end()).isEqualTo(8000);
        });
    }

    @Test
    void audioTimesAreInTheirOwnUnit() {
        assembler.audioTimeBase(90_000.0 / 48_000);
        picture(0, true);
        picture(2, true);
        audio(0);
        audio(3839);
        assertThat(segments).isEmpty();
        audio(3840); // 7200 ticks

        assertThat(segments)
                .singleElement()
                .satisfies(segment -> assertThat(segment.audio()).hasSize(2));
    }

    private void picture(int frame, boolean cut) {
        segments.addAll(assembler.picture(packet((long) frame * FRAME), cut));
    }

    private void audio(long pts) {
        segments.addAll(assembler.audio(new MediaPacket(new byte[1], pts, 2000, true)));
    }

    private static MediaPacket packet(long pts) {
        return new MediaPacket(new byte[1], pts, 0, true);
    }
}
