package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.Splice;
import dev.brushcast.egress.timeline.Splice.Kind;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a source announces, in the output. */
class RenditionSplicesTest extends RenditionUnderTest {

    private static final Splice OUT = splice(Kind.OUT, 1_400_000, null, 1_200_000L);
    private static final Splice IN = splice(Kind.IN, 2_600_000, 1_400_000L, null);

    @Test
    void decodingCanBeginAtASpliceAndEachIsSaidOnce() {
        none(1);
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk : Film.styled(1, 100)) {
            long seconds = chunk.sequence(); // five frames of 40 ms each
            List<Splice> splices =
                    seconds < 3 || seconds > 13 ? List.of() : seconds < 10 ? List.of(OUT) : List.of(OUT, IN);
            chunks.add(new Chunk(
                    chunk.epoch(), chunk.sequence(), chunk.frames(), chunk.gaps(), chunk.endOfEpoch(), null, splices));
        }

        feed(chunks);

        Collected.Epoch epoch = pictures.epoch(0);
        assertThat(epoch.segments())
                .extracting(MuxedPart::segment, MuxedPart::number, MuxedPart::startUs, MuxedPart::key)
                .containsExactly(
                        tuple(0L, 0, 0L, true),
                        tuple(1L, 0, 1_000_000L, true),
                        tuple(1L, 1, 1_400_000L, true),
                        tuple(2L, 0, 2_000_000L, true),
                        tuple(2L, 1, 2_600_000L, true),
                        tuple(3L, 0, 3_000_000L, true));
        assertThat(keys(epoch)).containsExactly(0, 25, 35, 50, 65, 75);
        assertThat(said(epoch.segments())).containsExactly("SCTE35-OUT", "SCTE35-IN");
        assertThat(said(audio.epoch(0).segments())).as("beside the picture").containsExactly("SCTE35-OUT", "SCTE35-IN");
        assertThat(audio.epoch(0).startsUs()).isEqualTo(epoch.startsUs());
        assertThat(epoch.segments().getFirst().ranges())
                .as("before it begins")
                .singleElement()
                .satisfies(range -> assertThat(range.plannedUs()).isEqualTo(1_200_000));
    }

    @Test
    void aPairIsOneRange() {
        DateRange out = SpliceRanges.of(OUT, Film.epoch(1));
        DateRange in = SpliceRanges.of(IN, Film.epoch(1));
        DateRange taken = SpliceRanges.of(splice(Kind.CANCEL, 900_000, 1_400_000L, null), Film.epoch(1));

        assertThat(List.of(in, taken))
                .extracting(DateRange::id, DateRange::start)
                .containsOnly(tuple(out.id(), out.start()));
        assertThat(in.durationUs()).isEqualTo(1_200_000);
        assertThat(taken.durationUs()).as("it never was").isZero();
        assertThat(SpliceRanges.of(OUT, Film.epoch(2)).id()).isNotEqualTo(out.id());
        assertThat(SpliceRanges.of(splice(Kind.IN, 2_600_000, null, null), Film.epoch(1))
                        .id())
                .isNotEqualTo(out.id());
    }

    private List<Integer> keys(Collected.Epoch epoch) {
        List<MediaPacket> packets = epoch.tracks(folder).getFirst().packets();
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).key()) {
                keys.add(i);
            }
        }
        return keys;
    }

    private static List<String> said(List<MuxedPart> parts) {
        return parts.stream()
                .flatMap(part -> part.ranges().stream())
                .flatMap(range -> range.attributes().stream())
                .map(DateRange.Attribute::name)
                .toList();
    }

    private static Splice splice(Kind kind, long atUs, @Nullable Long beganAtUs, @Nullable Long durationUs) {
        return new Splice(atUs, kind, 7L, -1, beganAtUs, durationUs, false, "FC00000000");
    }
}
