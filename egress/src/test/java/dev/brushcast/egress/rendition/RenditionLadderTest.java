package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.testing.CaptionReadBack;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.Line21;
import dev.brushcast.media.testing.ReadBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One picture, decoded once and encoded in several sizes. */
class RenditionLadderTest {

    private static final String TEXT = "As it was said";
    private static final RateLimit RATE = RateLimit.of(2_000_000);

    @TempDir
    private Path folder;

    private final List<String> begun = new ArrayList<>();
    private final Collected whole = new Collected();
    private final Collected half = new Collected();
    private final Collected same = new Collected();
    private final Collected programme = new Collected();

    @Test
    void everySizeHasTheSameFramesCutAtTheSameTimes() {
        run(List.of(whole, half, same));

        for (Collected sink : List.of(whole, half, same)) {
            Collected.Epoch epoch = sink.epoch(0);
            assertThat(epoch.startsUs()).containsExactly(0L, 1_000_000L, 2_000_000L);
            assertThat(epoch.segments()).extracting(MuxedPart::pictures).containsExactly(25, 25, 10);
            assertThat(epoch.segments()).extracting(MuxedPart::key).containsOnly(true);
            assertThat(numbers(epoch)).isEqualTo(IntStream.range(0, 60).boxed().toList());
        }
    }

    @Test
    void eachSaysItsOwnSizeAndTheRecordingTakesTheWholePicture() {
        run(List.of(whole, half, same));

        assertThat(size(whole)).isEqualTo("96x64");
        assertThat(size(half)).isEqualTo("72x48");
        assertThat(size(programme)).isEqualTo("96x64");
        assertThat(ReadBack.pictures(half.epoch(0).file(folder).toString()))
                .allSatisfy(shown -> assertThat(shown.picture().width()).isEqualTo(72));
    }

    @Test
    void captionsAreInEverySize() {
        List<byte[]> captions = Line21.painted(TEXT);
        run(List.of(whole, half, same), captions);

        for (Collected sink : List.of(whole, half, same)) {
            String file = sink.epoch(0).file(folder).toString();
            assertThat(CaptionReadBack.text(CaptionReadBack.triplets(file))).isEqualTo(TEXT);
            assertThat(sink.epoch(0).segments().getLast().captions()).containsExactly("CC1");
        }
    }

    @Test
    void tracksThatAreAlikeAreEncodedOnce() {
        run(List.of(whole, half, same));

        assertThat(same.epoch(0).segments())
                .extracting(MuxedPart::bytes)
                .containsExactly(
                        whole.epoch(0).segments().stream().map(MuxedPart::bytes).toArray(byte[][]::new));
    }

    @Test
    void theSmallestIsHandedOverFirstSoThatTheWholePictureComesWhenAllAreThere() {
        run(List.of(new Begins("whole", begun), new Begins("half", begun), new Begins("same", begun)));

        assertThat(begun).containsExactly("same", "half", "whole");
    }

    private void run(List<PartSink> pictures) {
        run(pictures, List.of());
    }

    private void run(List<PartSink> pictures, List<byte[]> captions) {
        try (Rendition rendition = new Rendition(
                new StreamTimeline(3),
                new Encoding(_ -> SegmentGrid.whole(90_000, 130_000), RenditionLadderTest::tracks, new GreySlate()),
                new Outputs(pictures, PartSink.NONE, PartSink.NONE, programme),
                PacketSink.NONE,
                FrameObserver.NONE,
                Onlooker.NONE)) {
            rendition.audio(new AudioPackets(1, 0, null, List.of(), true));
            Film.styled(1, 60).forEach(chunk -> rendition.pictures(Film.captioned(chunk, captions)));
        }
    }

    private static List<PictureTrack> tracks(EpochInfo epoch) {
        PictureTrack whole = new PictureTrack(epoch.width(), epoch.height(), RATE);
        return List.of(whole, new PictureTrack(72, 48, RATE), whole);
    }

    private List<Integer> numbers(Collected.Epoch epoch) {
        return ReadBack.pictures(epoch.file(folder).toString()).stream()
                .map(shown -> FrameBarcode.read(shown.picture()).orElseThrow())
                .toList();
    }

    private static String size(Collected sink) {
        Initialisation init = sink.epoch(0).init();
        return init.width() + "x" + init.height();
    }

    /** Says when its epoch begins. */
    private record Begins(String name, List<String> begun) implements PartSink {

        @Override
        public void begin(Initialisation initialisation) {
            begun.add(name);
        }

        @Override
        public void part(MuxedPart part) {}

        @Override
        public void epochEnded() {}

        @Override
        public void leave() {}

        @Override
        public void end() {}

        @Override
        public void close() {}
    }
}
