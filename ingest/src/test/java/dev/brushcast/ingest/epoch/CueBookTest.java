package dev.brushcast.ingest.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.scte35.SplicePoint;
import dev.brushcast.media.scte35.SpliceSection;
import dev.brushcast.media.testing.SpliceSections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CueBookTest {

    private static final long WALL_US = 1_700_000_000_000_000L;

    private final CueBook book = new CueBook();

    @Test
    void whatIsSentAgainIsAnnouncedOnce() {
        byte[] out = SpliceSections.out(7, 900_000, 2_700_000, true);

        assertThat(read(out, 0)).singleElement().satisfies(cue -> {
            assertThat(cue.getKind()).isEqualTo(SpliceKind.OUT);
            assertThat(cue.getAtUs()).isEqualTo(10_000_000);
            assertThat(cue.getDurationUs()).isEqualTo(30_000_000);
            assertThat(cue.getEventId()).isEqualTo(7);
            assertThat(cue.getReturns()).isTrue();
            assertThat(cue.getSection().array()).isEqualTo(out);
        });
        assertThat(read(out, 0)).isEmpty();
        assertThat(read(SpliceSections.out(7, 900_030, 2_700_000, true), 0))
                .as("rounded")
                .isEmpty();
        assertThat(read(SpliceSections.out(8, 900_000, 2_700_000, true), 0)).hasSize(1);
    }

    @Test
    void whatHoldsAtOnceIsTheSameUntilSomethingElseIsSaid() {
        byte[] now = SpliceSections.outNow(7);

        assertThat(read(now, 1_000)).hasSize(1);
        assertThat(read(now, 500_000)).isEmpty();
        assertThat(read(SpliceSections.in(7, 900_000), 600_000)).hasSize(1);
        assertThat(read(now, 20_000_000)).as("a break of the same number").hasSize(1);
    }

    @Test
    void anEndKnowsItsBeginning() {
        read(SpliceSections.out(7, 900_000, 2_700_000, false), 0);
        read(SpliceSections.segmentation(7, 0x30, 1_800_000, -1), 0);

        assertThat(read(SpliceSections.in(7, 3_600_000), 0))
                .extracting(SpliceCue::getBeganAtUs)
                .containsExactly(10_000_000L);
        assertThat(read(SpliceSections.segmentation(7, 0x31, 3_600_000, -1), 0))
                .extracting(SpliceCue::getBeganAtUs)
                .containsExactly(20_000_000L);
        assertThat(read(SpliceSections.in(9, 3_600_000), 0))
                .extracting(SpliceCue::getBeganAtUs)
                .containsOnlyNulls();
    }

    @Test
    void whatIsTakenBackKnowsWhatWasAnnounced() {
        read(SpliceSections.out(7, 900_000, 2_700_000, false), 0);

        assertThat(read(SpliceSections.cancel(7), 5_000_000)).singleElement().satisfies(cue -> {
            assertThat(cue.getKind()).isEqualTo(SpliceKind.CANCEL);
            assertThat(cue.getBeganAtUs()).isEqualTo(10_000_000);
        });
    }

    @Test
    void nothingHoldsBeforeWhatIsPublished() {
        assertThat(read(SpliceSections.in(7, 900_000), 10_500_000))
                .extracting(SpliceCue::getAtUs)
                .containsExactly(10_500_000L);
    }

    /** A source whose clock is that of its timeline. */
    private List<SpliceCue> read(byte[] section, long earliestUs) {
        List<InputItem.Splice.Point> points = SplicePoint.of(SpliceSection.parse(section)).stream()
                .map(point -> new InputItem.Splice.Point(point.at().orElse(0) * 100 / 9, point))
                .toList();
        return book.read(new InputItem.Splice(section, points, null), earliestUs, WALL_US);
    }
}
