package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.scte35.SplicePoint;
import dev.brushcast.media.scte35.SpliceSection;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.testing.NumberedClip;
import dev.brushcast.media.testing.ReadBack;
import dev.brushcast.media.testing.Remux;
import dev.brushcast.media.testing.SpliceSections;
import dev.brushcast.media.testing.SplicedStream;
import dev.brushcast.media.testing.SplicedStream.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transport streams with a track of splice information, demuxed for real. */
class SplicesTest {

    private static final int RATE = 25;
    private static final long FRAME_US = 40_000;
    private static final long FRAME_TICKS = 3600;

    @TempDir
    private Path folder;

    /** A splice and the frame before which it came. */
    private record Found(InputItem.Splice splice, int framesBefore) {}

    private final List<Long> frames = new ArrayList<>();

    @Test
    void aSpliceIsOnTheTimelineOfTheFrames() throws Exception {
        Path clip = clip(100);
        long zero = firstTicks(clip);
        byte[] out = SpliceSections.out(7, zero + 75 * FRAME_TICKS, 90_000, false);
        byte[] in = SpliceSections.in(7, zero + 90 * FRAME_TICKS);

        List<Found> found =
                read(spliced(clip, new Sent(zero + 10 * FRAME_TICKS, out), new Sent(zero + 40 * FRAME_TICKS, in)));

        assertThat(frames).hasSize(100);
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().splice().section()).isEqualTo(out);
        assertThat(found.getFirst().splice().trouble()).isNull();
        assertThat(found.getFirst().framesBefore()).as("long before its splice").isBetween(5, 30);
        assertThat(times(found)).containsExactly(frames.get(75), frames.get(90));
        assertThat(found.getFirst().splice().points().getFirst().what().kind()).isEqualTo(SplicePoint.Kind.OUT);
    }

    @Test
    void whatHoldsAtOnceIsWhereThePictureIs() throws Exception {
        Path clip = clip(60);
        long zero = firstTicks(clip);

        List<Found> found = read(spliced(clip, new Sent(zero + 30 * FRAME_TICKS, SpliceSections.outNow(7))));

        assertThat(times(found).getFirst()).isBetween(20 * FRAME_US, 45 * FRAME_US);
    }

    @Test
    void aClockThatBeginsAgainIsSeenThrough() throws Exception {
        Path clip = Path.of(SplicesTest.class.getResource("/clips/wrap.ts").toURI());
        List<Long> ticks = pictureTicks(clip);
        long target = Math.floorMod(ticks.get(20), SpliceSection.WRAP_TICKS);
        long sent = Math.floorMod(ticks.get(2), SpliceSection.WRAP_TICKS);
        assertThat(target).as("it begins again in between").isLessThan(sent);

        Path file = folder.resolve("spliced.ts");
        SplicedStream.write(clip, file, List.of(new Sent(0, SpliceSections.out(1, target, 90_000, true))));
        List<Found> found = read(file);

        assertThat(times(found)).containsExactly(frames.get(20));
    }

    @Test
    void aSpliceMovesAsThePictureDoesWhereASourceStartsAgain() throws Exception {
        Path clip = Path.of(SplicesTest.class.getResource("/clips/restarted.ts").toURI());
        long zero = firstTicks(clip);
        Path file = folder.resolve("spliced.ts");
        byte[] before = SpliceSections.out(1, zero + 20 * FRAME_TICKS, 90_000, false);
        byte[] after = SpliceSections.out(2, zero + 20 * FRAME_TICKS, 90_000, false);
        SplicedStream.write(clip, file, List.of(new Sent(0, before), new Sent(0, after, Files.size(clip) / 2)));

        List<Found> found = read(file);

        assertThat(frames).hasSize(48);
        assertThat(times(found)).hasSize(2);
        assertThat(times(found).getFirst()).isCloseTo(frames.get(20), within(1_000L));
        assertThat(times(found).getLast())
                .as("the same clock again, 24 frames later")
                .isCloseTo(frames.get(44), within(1_000L));
    }

    @Test
    void whatCannotBeReadIsToldAndTheStreamGoesOn() throws Exception {
        Path clip = clip(50);
        long zero = firstTicks(clip);
        byte[] strange = SpliceSections.in(7, zero);
        strange[19] = 0x0F; // as if it had components, which are not there

        List<Found> found = read(spliced(
                clip,
                new Sent(zero, SpliceSections.sealed(strange)),
                new Sent(zero + 9000, SpliceSections.encrypted()),
                new Sent(zero + 18_000, SpliceSections.nothing())));

        assertThat(frames).hasSize(50);
        assertThat(found).extracting(item -> item.splice().points().size()).containsExactly(0, 1, 0);
        assertThat(found.get(0).splice().trouble()).contains("has more than it has");
        assertThat(found.get(1).splice().trouble()).contains("encrypted");
        assertThat(found.get(2).splice().trouble()).isNull();
    }

    private List<Found> read(Path file) {
        List<Found> found = new ArrayList<>();
        try (MediaInput input =
                MediaInput.open(MediaSource.parse(file.toString()), InputOptions.DEFAULT, new Cancellation())) {
            for (InputItem item = input.read(); !(item instanceof InputItem.End); item = input.read()) {
                if (item instanceof InputItem.Frame frame) {
                    frames.add(frame.frame().ptsUs());
                } else if (item instanceof InputItem.Splice splice) {
                    found.add(new Found(splice, frames.size()));
                }
            }
        }
        return found;
    }

    private static List<Long> times(List<Found> found) {
        return found.stream()
                .flatMap(item -> item.splice().points().stream())
                .map(InputItem.Splice.Point::atUs)
                .toList();
    }

    private Path clip(int count) {
        Path mp4 = folder.resolve("clip.mp4");
        Path ts = folder.resolve("clip.ts");
        NumberedClip.write(mp4, count, new Rational(RATE, 1), 160, 96, true);
        Remux.to("mpegts", mp4, ts);
        return ts;
    }

    private Path spliced(Path clip, Sent... sections) throws IOException {
        Path file = folder.resolve("spliced.ts");
        SplicedStream.write(clip, file, List.of(sections));
        return file;
    }

    private static long firstTicks(Path clip) {
        return pictureTicks(clip).getFirst();
    }

    private static List<Long> pictureTicks(Path clip) {
        ReadBack.Track pictures = ReadBack.tracks(clip.toString()).stream()
                .filter(ReadBack.Track::picture)
                .findFirst()
                .orElseThrow();
        return pictures.packets().stream()
                .map(MediaPacket::pts)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
