package dev.brushcast.egress.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioLineTest {

    private static final int FRAME = 1024;
    private static final byte[] SILENCE = {0};
    private static final Rational SAMPLE = new Rational(1, 48_000);
    private static final Rational MILLISECOND = new Rational(1, 1000);

    private final AudioLine line = line(0, FRAME);
    private final List<MediaPacket> out = new ArrayList<>();

    @Test
    void millisecondTimesArePutBackEndToEnd() {
        for (int i = 0; i < 200; i++) {
            out.addAll(line.add(packet(Math.round(i * FRAME / 48.0), 21), MILLISECOND));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(out.get(i).pts()).as("packet %d", i).isEqualTo(i * (long) FRAME);
        }
        assertThat(line.silentSamples()).isZero();
    }

    @Test
    void primingBeforeTheStartIsKept() {
        add(-1024, 0);

        assertThat(times()).containsExactly(-1024L, 0L);
    }

    @Test
    void whatEndsBeforeALaterStartIsLeftOut() {
        AudioLine late = line(5000, FRAME);
        for (long pts : new long[] {3000, 3976, 4024, 5048}) {
            out.addAll(late.add(packet(pts, FRAME), SAMPLE));
        }

        assertThat(times()).containsExactly(4024L, 5048L);
    }

    @Test
    void silenceLeadsUpToAudioThatBeginsLater() {
        add(3 * FRAME + 100);

        assertThat(times()).containsExactly(0L, 1024L, 2048L, 3172L);
        assertThat(silent()).containsExactly(true, true, true, false);
        assertThat(line.silentSamples()).isEqualTo(3 * FRAME);
    }

    @Test
    void aHoleOfAPacketOrMoreIsFilledAndASmallerOneStays() {
        add(0, FRAME + 500, 4 * FRAME + 500);

        assertThat(times()).containsExactly(0L, 1524L, 2548L, 3572L, 4596L);
        assertThat(silent()).containsExactly(false, false, true, true, false);
    }

    @Test
    void aPacketThatBeginsALittleEarlyFollowsTheOneBefore() {
        add(0, FRAME - 400, 2 * FRAME);

        assertThat(times()).containsExactly(0L, 1024L, 2048L);
    }

    @Test
    void aPacketThatOverlapsByMoreThanHalfIsLeftOut() {
        add(0, FRAME - 600, 2 * FRAME);

        assertThat(times()).containsExactly(0L, 1024L, 2048L);
        assertThat(silent()).as("and the hole that it leaves is filled").containsExactly(false, true, false);
        assertThat(line.overlapping()).isEqualTo(1);
    }

    @Test
    void silenceIsThereUntilItIsNoLongerWanted() {
        out.addAll(line.fillUntil(2500));
        assertThat(line.end()).isEqualTo(3072);
        add(1000, 3072);

        assertThat(times()).as("late audio has no place any more").containsExactly(0L, 1024L, 2048L, 3072L);
        assertThat(silent()).containsExactly(true, true, true, false);
    }

    @Test
    void heldSilenceReachesNoFurtherThanWholePacketsDo() {
        add(0);
        out.addAll(line.hold(3 * FRAME + 1000));
        out.addAll(line.hold(3 * FRAME + 1023));
        assertThat(line.end()).isEqualTo(3 * FRAME);
        out.addAll(line.hold(4 * FRAME));
        add(4 * FRAME + 10);

        assertThat(times()).containsExactly(0L, 1024L, 2048L, 3072L, 4106L);
        assertThat(silent()).containsExactly(false, true, true, true, false);
    }

    @Test
    void aLineThatBeginsWithinAHoldHasThePacketsOfOneThatBeganBefore() {
        AudioLine late = line(20_000, FRAME);
        List<MediaPacket> first = new ArrayList<>();
        List<MediaPacket> second = new ArrayList<>();
        for (AudioLine each : List.of(line, late)) {
            List<MediaPacket> to = each == late ? second : first;
            to.addAll(each.add(packet(100, FRAME), SAMPLE));
            to.addAll(each.hold(10_000));
            to.addAll(each.add(packet(10_100, FRAME), SAMPLE));
            to.addAll(each.hold(30_000));
            to.addAll(each.hold(50_000));
            to.addAll(each.add(packet(50_007, FRAME), SAMPLE));
        }

        List<Long> times = first.stream()
                .map(MediaPacket::pts)
                .filter(pts -> pts >= 20_000)
                .toList();
        assertThat(second).extracting(MediaPacket::pts).containsExactlyElementsOf(times);
    }

    @Test
    void aCodecWithoutSilenceKeepsItsHoles() {
        AudioFormat format = format(FRAME);
        AudioLine holed = new AudioLine(format, 0, () -> null);
        out.addAll(holed.add(packet(0, FRAME), SAMPLE));
        out.addAll(holed.add(packet(9000, FRAME), SAMPLE));
        out.addAll(holed.fillUntil(50_000));

        assertThat(times()).containsExactly(0L, 9000L);
        assertThat(holed.end()).isEqualTo(10_024);
    }

    @Test
    void packetsOfDifferentLengthsFollowOneAnother() {
        AudioLine varying = line(0, 0);
        out.addAll(varying.add(packet(0, 960), SAMPLE));
        out.addAll(varying.add(packet(960, 480), SAMPLE));
        out.addAll(varying.add(packet(1440, 0), SAMPLE));
        out.addAll(varying.add(packet(9000, 960), SAMPLE));

        assertThat(times())
                .as("after one of unknown length nothing is known to be missing")
                .containsExactly(0L, 960L, 1440L, 9000L);
        assertThat(out).extracting(MediaPacket::duration).containsExactly(960L, 480L, 0L, 960L);
    }

    @Test
    void nothingIsThereAtFirst() {
        assertThat(line.end()).isEqualTo(Long.MIN_VALUE);
    }

    private void add(long... times) {
        for (long pts : times) {
            out.addAll(line.add(packet(pts, FRAME), SAMPLE));
        }
    }

    private List<Long> times() {
        return out.stream().map(MediaPacket::pts).toList();
    }

    private List<Boolean> silent() {
        return out.stream()
                .map(packet -> packet.data().length == SILENCE.length && packet.data()[0] == SILENCE[0])
                .toList();
    }

    private static AudioLine line(long start, int frameSize) {
        return new AudioLine(format(frameSize), start, () -> new MediaPacket(SILENCE, 0, FRAME, true));
    }

    private static AudioFormat format(int frameSize) {
        return new AudioFormat("aac", new byte[] {1}, 48_000, 2, "stereo", 1, frameSize, 0, SAMPLE);
    }

    private static MediaPacket packet(long pts, long duration) {
        return new MediaPacket(new byte[] {1}, pts, duration, true);
    }
}
