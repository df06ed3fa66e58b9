package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.egress.timeline.StreamTimeline.Beginning;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rendition that somebody else has made from its beginning, and that is made here from its middle on. */
class RenditionTakenUpTest {

    private static final long CELL = 90_000;
    private static final int SECONDS = 13;
    private static final Tone TONE = Tone.aac("stereo", 2, SECONDS);

    private record Made(Collected pictures, Collected audio) {}

    @Test
    void whatIsMadeFromWhereEncodersBeginAnewIsWhatWasMadeAllAlong() {
        Made all = make(Long.MIN_VALUE);
        Made later = make(10_000_000);

        same(all.pictures(), later.pictures());
        same(all.audio(), later.audio());
    }

    private static void same(Collected all, Collected later) {
        List<MuxedPart> expected = all.epoch(0).segments().subList(10, SECONDS);
        List<MuxedPart> made = later.epoch(0).segments();
        assertThat(made).hasSameSizeAs(expected);
        for (int i = 0; i < made.size(); i++) {
            assertThat(made.get(i).segment()).isEqualTo(10 + i);
            assertThat(made.get(i).bytes())
                    .as("segment " + i)
                    .isEqualTo(expected.get(i).bytes());
            assertThat(made.get(i).durationUs()).isEqualTo(expected.get(i).durationUs());
        }
        assertThat(later.epoch(0).init().bytes()).isEqualTo(all.epoch(0).init().bytes());
    }

    private static Made make(long fromUs) {
        Made made = new Made(new Collected(), new Collected());
        try (Rendition rendition = new Rendition(
                new StreamTimeline(3, new Beginning(1, fromUs)),
                new Encoding(_ -> SegmentGrid.whole(CELL, 130_000), Film::whole, new GreySlate()),
                new Outputs(List.of(made.pictures()), made.audio(), PartSink.NONE, PartSink.NONE),
                PacketSink.NONE,
                FrameObserver.NONE,
                Onlooker.NONE)) {
            Tone.chunks(1, TONE.format(), TONE.packets()).stream()
                    .filter(chunk -> fromUs < 0 || chunk.endSeconds().orElse(0) > 9)
                    .forEach(rendition::audio);
            Film.styled(1, 25 * SECONDS).forEach(rendition::pictures);
            rendition.end();
        }
        return made;
    }
}
