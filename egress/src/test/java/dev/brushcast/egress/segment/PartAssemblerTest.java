package dev.brushcast.egress.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartAssemblerTest {

    private static final int FRAME = 3600;
    private static final int TICKS = 90_000;
    private static final int CELL = 7200;

    private final AudioLane lane = new AudioLane();
    private final PartAssembler assembler = new PartAssembler(List.of(lane), start -> start / CELL);
    private final PartAssembler mute = new PartAssembler(List.of(), start -> start / CELL);

    @Test
    void aSegmentWithoutAudioIsWholeWithTheFirstPictureOfTheNext() {
        mute.picture(List.of(packet(0)), Cut.SEGMENT);
        mute.picture(List.of(packet(FRAME)), Cut.NONE);
        assertThat(mute.whole()).isEmpty();
        mute.picture(List.of(packet(2 * FRAME)), Cut.SEGMENT);

        assertThat(mute.whole()).singleElement().satisfies(segment -> {
            assertThat(segment.segment()).isZero();
            assertThat(segment.pictures().getFirst())
                    .extracting(MediaPacket::pts)
                    .containsExactly(0L, 3600L);
            assertThat(segment.pictures().getFirst())
                    .extracting(MediaPacket::duration)
                    .containsExactly(3600L, 3600L);
            assertThat(segment.duration()).isEqualTo(7200);
        });
        assertThat(mute.whole()).as("given once").isEmpty();
    }

    @Test
    void durationsReachToTheNextPicture() {
        mute.picture(List.of(packet(0)), Cut.SEGMENT);
        mute.picture(List.of(packet(1000)), Cut.NONE);
        mute.picture(List.of(packet(9000)), Cut.SEGMENT);
        mute.end(9123);

        List<Part> segments = mute.whole();
        assertThat(segments).extracting(Part::segment).containsExactly(0L, 1L);
        assertThat(segments.getFirst().pictures().getFirst())
                .extracting(MediaPacket::duration)
                .containsExactly(1000L, 8000L);
        assertThat(segments.getLast().pictures().getFirst())
                .extracting(MediaPacket::duration)
                .containsExactly(123L);
        assertThat(segments.getLast().end()).isEqualTo(9123);
    }

    @Test
    void picturesInSeveralTracksAreCutAtTheSameTimes() {
        mute.picture(List.of(packet(0), packet(0)), Cut.SEGMENT);
        mute.picture(List.of(packet(FRAME), packet(FRAME)), Cut.NONE);
        mute.picture(List.of(packet(2 * FRAME), packet(2 * FRAME)), Cut.SEGMENT);
        mute.end(9000);

        assertThat(mute.whole()).hasSize(2).allSatisfy(part -> {
            assertThat(part.pictures()).hasSize(2);
            assertThat(part.pictures().getLast())
                    .extracting(MediaPacket::pts, MediaPacket::duration)
                    .isEqualTo(part.pictures().getFirst().stream()
                            .map(packet -> tuple(packet.pts(), packet.duration()))
                            .toList());
        });
    }

    @Test
    void aSegmentWaitsForItsAudio() {
        assembler.picture(List.of(packet(0)), Cut.SEGMENT);
        assembler.picture(List.of(packet(7200)), Cut.SEGMENT);
        assertThat(assembler.whole()).isEmpty();
        assertThat(assembler.waitsForAudioUntil()).hasValue(7200);
        audio(0, 5000);
        assertThat(assembler.whole()).isEmpty();
        audio(7200);

        assertThat(audioOf(assembler.whole())).containsExactly(0L, 5000L);
        assertThat(assembler.waitsForAudioUntil()).isEmpty();
    }

    @Test
    void allTracksAreWaitedForAndEachGetsItsOwn() {
        AudioLane other = new AudioLane();
        PartAssembler both = new PartAssembler(List.of(lane, other), start -> start / CELL);
        both.picture(List.of(packet(0)), Cut.SEGMENT);
        both.picture(List.of(packet(7200)), Cut.SEGMENT);
        audio(0, 8000);
        assertThat(both.whole()).isEmpty();
        other.add(List.of(sound(100), sound(7300)), TICKS);

        Part segment = both.whole().getFirst();
        assertThat(segment.audio().getFirst()).extracting(MediaPacket::pts).containsExactly(0L);
        assertThat(segment.audio().getLast()).extracting(MediaPacket::pts).containsExactly(100L);
    }

    @Test
    void severalSegmentsWaitForTheAudioOfTheLastOfThem() {
        assembler.picture(List.of(packet(0)), Cut.SEGMENT);
        assembler.picture(List.of(packet(7200)), Cut.SEGMENT);
        assembler.picture(List.of(packet(14_400)), Cut.SEGMENT);

        assertThat(assembler.waitsForAudioUntil()).hasValue(14_400);
        lane.settle(14_400);
        assertThat(assembler.whole()).extracting(Part::start).containsExactly(0L, 7200L);
    }

    @Test
    void theLastSegmentWaitsForNothingHasAllThatCameAndLastsAsLongAsItIsTold() {
        assembler.picture(List.of(packet(0)), Cut.SEGMENT);
        audio(-1024, 6000, 8000);
        assembler.end(8000);

        assertThat(assembler.whole()).singleElement().satisfies(segment -> {
            assertThat(segment.audio().getFirst()).extracting(MediaPacket::pts).containsExactly(-1024L, 6000L, 8000L);
            assertThat(segment.end()).isEqualTo(8000);
            assertThat(segment.pictures().getFirst())
                    .extracting(MediaPacket::duration)
                    .containsExactly(8000L);
        });
    }

    @Test
    void nothingComesOfAnEndWithoutPictures() {
        assembler.end(FRAME);

        assertThat(assembler.whole()).isEmpty();
    }

    private void audio(long... times) {
        List<MediaPacket> packets = new ArrayList<>();
        for (long time : times) {
            packets.add(sound(time));
        }
        lane.add(packets, TICKS);
    }

    private static List<Long> audioOf(List<Part> segments) {
        return segments.getFirst().audio().getFirst().stream()
                .map(MediaPacket::pts)
                .toList();
    }

    private static MediaPacket sound(long pts) {
        return new MediaPacket(new byte[1], pts, 2000, true);
    }

    private static MediaPacket packet(long pts) {
        return new MediaPacket(new byte[1], pts, 0, true);
    }
}
