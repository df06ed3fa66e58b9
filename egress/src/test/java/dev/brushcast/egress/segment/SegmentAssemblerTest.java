package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.output.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentAssemblerTest {

    private static final int FRAME = 3600;

    private final SegmentAssembler assembler = new SegmentAssembler();
    private final List<Segment> segments = new ArrayList<>();

    @Test
    void aSegmentWithoutSoundIsWholeWithTheFirstPictureOfTheNext() {
        assembler.soundEnded();
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
        assembler.soundEnded();
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
    void aSegmentWaitsForItsSound() {
        picture(0, true);
        picture(2, true);
        assertThat(segments).isEmpty();
        assertThat(assembler.waitsForSound()).isTrue();
        sound(0);
        sound(5000);
        assertThat(segments).isEmpty();
        sound(7200);

        assertThat(segments)
                .singleElement()
                .satisfies(segment ->
                        assertThat(segment.sound()).extracting(MediaPacket::pts).containsExactly(0L, 5000L));
    }

    @Test
    void soundThatIsNotWaitedForGoesIntoTheNextSegment() {
        picture(0, true);
        picture(2, true);
        segments.addAll(assembler.withoutWaiting());
        assertThat(segments).hasSize(1);
        sound(1000);
        sound(8000);
        segments.addAll(assembler.end(FRAME));

        assertThat(segments.getLast().sound()).extracting(MediaPacket::pts).containsExactly(1000L, 8000L);
    }

    @Test
    void theLastSegmentTakesAllThatIsLeftAndLastsAsLong() {
        picture(0, true);
        sound(-1024);
        sound(6000);
        segments.addAll(assembler.end(FRAME));

        assertThat(segments).singleElement().satisfies(segment -> {
            assertThat(segment.sound()).hasSize(2);
            assertThat(segment.end()).isEqualTo(8000);
        });
    }

    @Test
    void soundTimesAreInTheirOwnUnit() {
        assembler.soundTimeBase(90_000.0 / 48_000);
        picture(0, true);
        picture(2, true);
        sound(0);
        sound(3839);
        assertThat(segments).isEmpty();
        sound(3840); // 7200 ticks

        assertThat(segments)
                .singleElement()
                .satisfies(segment -> assertThat(segment.sound()).hasSize(2));
    }

    private void picture(int frame, boolean cut) {
        segments.addAll(assembler.picture(packet((long) frame * FRAME), cut));
    }

    private void sound(long pts) {
        segments.addAll(assembler.sound(new MediaPacket(new byte[1], pts, 2000, true)));
    }

    private static MediaPacket packet(long pts) {
        return new MediaPacket(new byte[1], pts, 0, true);
    }
}
