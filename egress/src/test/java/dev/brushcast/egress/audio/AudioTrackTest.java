package dev.brushcast.egress.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioTrackTest {

    private static final Tone STEREO = Tone.aac("stereo", 2, 1);
    private static final int[] RATES = {96_000, 88_200, 64_000, 48_000, 44_100};

    private final AudioTrack track = new AudioTrack(AudioPath.BROWSERS, SilentAudio::stereoAac);
    private final List<MediaPacket> out = new ArrayList<>();

    @Test
    void whatComesBeforeTheBeginningIsKept() {
        accept(0, STEREO.format(), STEREO.packets(), false);
        assertThat(out).isEmpty();
        assertThat(track.format()).isEmpty();
        assertThat(track.heardSeconds()).isCloseTo(1, within(0.03));
        out.addAll(track.begin(0));

        assertThat(out).hasSameSizeAs(STEREO.packets());
        assertThat(track.format().orElseThrow().timeBase()).isEqualTo(new Rational(1, 48_000));
        assertThat(track.first().orElseThrow().pts()).isEqualTo(-1024);
    }

    @Test
    void aChunkThatComesTwiceIsHeardOnce() {
        out.addAll(track.begin(0));
        accept(0, STEREO.format(), STEREO.packets().subList(0, 10), false);
        accept(0, STEREO.format(), STEREO.packets().subList(0, 10), false);
        accept(1, STEREO.format(), STEREO.packets().subList(10, 20), true);
        accept(2, STEREO.format(), STEREO.packets().subList(20, 30), false);

        assertThat(out).as("and nothing follows an end").hasSize(20);
        assertThat(track.ended()).isTrue();
    }

    @Test
    void theRateThatChangesIsConvertedAndNeverStampedOver() {
        Tone other = Tone.aac("stereo", 2, 1, 44_100);
        out.addAll(track.begin(0));
        accept(0, STEREO.format(), STEREO.packets(), false);
        accept(1, other.format(), other.from(1), true);

        AudioFormat format = track.format().orElseThrow();
        assertThat(format.sampleRate()).isEqualTo(48_000);
        assertThat(end()).as("two seconds of the first rate").isCloseTo(96_000L, within(2100L));
        assertThat(Tone.pitch(format, out, 1.2, 1.9)).isCloseTo(440, within(2.0));
    }

    @Test
    void channelsThatChangeAreConverted() {
        Tone mono = Tone.aac("mono", 1, 1);
        out.addAll(track.begin(0));
        accept(0, mono.format(), mono.packets(), false);
        accept(1, STEREO.format(), STEREO.from(1), true);

        assertThat(track.format().orElseThrow().channels()).isEqualTo(1);
        assertThat(Tone.pitch(track.format().orElseThrow(), out, 1.2, 1.9)).isCloseTo(440, within(2.0));
    }

    @Test
    void headersOfATransportStreamSayWhatTheirFrameIs() {
        Tone other = Tone.aac("stereo", 2, 1, 44_100);
        AudioFormat declared =
                new AudioFormat("aac", new byte[0], 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));
        out.addAll(track.begin(0));
        accept(0, declared, STEREO.packets().stream().map(p -> adts(p, 48_000)).toList(), false);
        List<MediaPacket> later = new ArrayList<>();
        for (MediaPacket packet : other.from(1)) {
            later.add(adts(packet, 44_100).at(packet.pts() * 48_000 / 44_100, 1114));
        }
        accept(1, declared, later, true);

        assertThat(Tone.pitch(track.format().orElseThrow(), out, 1.2, 1.9)).isCloseTo(440, within(2.0));
    }

    @Test
    void audioThatCannotBeDecodedIsSilence() {
        AudioFormat odd =
                new AudioFormat("nonsense", new byte[0], 48_000, 2, "", -99, 1024, 0, new Rational(1, 48_000));
        out.addAll(track.begin(0));
        accept(0, odd, STEREO.packets(), false);

        assertThat(track.format().orElseThrow().codec()).isEqualTo("aac");
        assertThat(end()).as("nobody waits for it").isBetween(20_000L, 48_000L);
        assertThat(track.silentSeconds()).isPositive();
    }

    @Test
    void aTrackThatGoesOnKeepsItsCodec() {
        Tone surround = Tone.uncompressed("5.1", 6, 1);
        AudioFormat ac3 =
                new AudioFormat("ac3", new byte[0], 48_000, 6, "5.1(side)", -99, 1536, 0, new Rational(1, 48_000));
        try (AudioTrack second = AudioTrack.continuing(ac3)) {
            out.addAll(second.begin(0));
            out.addAll(second.accept(new AudioPackets(2, 0, surround.format(), surround.packets(), true)));

            assertThat(second.format().orElseThrow().codec()).isEqualTo("ac3");
            assertThat(Tone.pitch(second.format().orElseThrow(), out, 0.2, 0.8)).isCloseTo(440, within(2.0));
        }
    }

    @Test
    void aTrackOfACodecThatNobodyEncodesGoesOnAsAac() {
        AudioFormat decodedOnly =
                new AudioFormat("wmapro", new byte[0], 44_100, 2, "stereo", -99, 0, 0, new Rational(1, 44_100));
        try (AudioTrack second = AudioTrack.continuing(decodedOnly);
                AudioTrack third = AudioTrack.continuing(decodedOnly)) {
            out.addAll(second.begin(0));
            out.addAll(second.fillUntil(1));
            assertThat(second.format().orElseThrow().codec()).as("silence").isEqualTo("aac");
            assertThat(end()).isBetween(48_000L, 49_024L);
            Tone source = Tone.uncompressed("stereo", 2, 1);
            third.begin(0);
            third.accept(new AudioPackets(2, 0, source.format(), source.packets(), true));
            assertThat(third.format().orElseThrow().codec()).as("a source").isEqualTo("aac");
        }
    }

    @Test
    void aProfileOfAacThatPlayersDoNotPlayIsEncodedAgain() {
        AudioFormat main = new AudioFormat(
                "aac", STEREO.format().config(), 48_000, 2, "stereo", 0, 1024, 0, new Rational(1, 48_000));

        assertThat(AudioPath.untouched(STEREO.format(), Set.of("aac"))).isTrue();
        assertThat(AudioPath.untouched(main, Set.of("aac"))).isFalse();
        assertThat(AudioPath.untouched(STEREO.format(), Set.of("mp3"))).isFalse();
    }

    @Test
    void aHoleInConvertedAudioIsCounted() {
        Tone pcm = Tone.uncompressed("stereo", 2, 1);
        out.addAll(track.begin(0));
        accept(0, pcm.format(), pcm.packets(), false);
        accept(1, pcm.format(), pcm.from(3), true);

        assertThat(track.silentSeconds()).isCloseTo(2, within(0.05));
        assertThat(end()).isCloseTo(4 * 48_000L, within(1024L));
    }

    @Test
    void headersOfATransportStreamAreTakenOffAndTheFramesStayAsTheyAre() {
        AudioFormat declared =
                new AudioFormat("aac", new byte[0], 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));
        List<MediaPacket> sent = STEREO.packets().subList(0, 10);
        out.addAll(track.begin(0));
        accept(0, declared, sent.stream().map(p -> adts(p, 48_000)).toList(), true);

        assertThat(out)
                .extracting(MediaPacket::data)
                .containsExactlyElementsOf(sent.stream().map(MediaPacket::data).toList());
        assertThat(track.format().orElseThrow().config())
                .as("two bytes: an encoder may say more")
                .isEqualTo(Arrays.copyOf(STEREO.format().config(), 2));
    }

    @Test
    void aTrackKnowsWhetherAnythingWasHeardWhereItEndsAndThatMoreComes() {
        out.addAll(track.begin(0));
        assertThat(track.heard()).isFalse();
        assertThat(track.endSeconds()).isEqualTo(Double.NEGATIVE_INFINITY);
        accept(0, STEREO.format(), STEREO.packets().subList(0, 10), false);

        assertThat(track.heard()).isTrue();
        assertThat(track.ended()).isFalse();
        assertThat(track.endSeconds()).isCloseTo(9 * 1024 / 48_000.0, within(1e-9));
    }

    @Test
    void aTrackThatBeginsLaterLeavesOutWhatEndsBeforeThat() {
        accept(0, STEREO.format(), STEREO.packets(), false);
        out.addAll(track.begin(0.5));

        assertThat(out.getFirst().pts()).isBetween(24_000L - 1024, 24_000L);
        assertThat(end()).isCloseTo(48_000L, within(1024L));
    }

    @Test
    void silenceAtTheEndStopsNextToThePicturesEnd() {
        out.addAll(track.begin(0));
        accept(0, STEREO.format(), STEREO.packets().subList(0, 10), true);
        out.addAll(track.fillNear(1));

        assertThat(end()).isBetween(48_000L - 512, 48_000L + 512);
        assertThat(track.silentSeconds()).isCloseTo(end() / 48_000.0 - 9 * 1024 / 48_000.0, within(1e-9));
    }

    @Test
    void aSourceThatIsHeldIsSilentAtOnceAndGoesOnWhereItIsBack() {
        out.addAll(track.begin(0));
        accept(0, STEREO.format(), STEREO.packets().subList(0, 20), false);
        hold(1, 600_000);
        hold(2, 1_100_000);
        assertThat(track.heldSeconds()).isBetween(1.1 - 1024 / 48_000.0, 1.1);
        List<MediaPacket> later = STEREO.packets().subList(0, 10).stream()
                .map(packet -> packet.at(packet.pts() + 3 * 24_000, packet.duration()))
                .toList();
        accept(3, STEREO.format(), later, true);

        assertThat(out.stream().map(MediaPacket::pts).toList()).isSorted().doesNotHaveDuplicates();
        assertThat(out).extracting(MediaPacket::data).contains(later.getLast().data());
    }

    @ParameterizedTest
    @ValueSource(longs = {4_000_000_000L, 300L * 86_400_000_000L, Long.MAX_VALUE / 4, Long.MAX_VALUE})
    void aTimeThatNothingLedUpToMakesNoSilence(long untilUs) {
        out.addAll(track.begin(0));
        accept(0, STEREO.format(), STEREO.packets().subList(0, 20), false);
        hold(1, untilUs);

        assertThat(out).hasSize(20);
        assertThat(track.heardSeconds()).isLessThan(1);
    }

    private void hold(long sequence, long untilUs) {
        out.addAll(track.accept(new AudioPackets(1, sequence, STEREO.format(), List.of(), false, untilUs)));
    }

    private void accept(long sequence, AudioFormat format, List<MediaPacket> packets, boolean last) {
        out.addAll(track.accept(new AudioPackets(1, sequence, format, packets, last)));
    }

    private long end() {
        return out.getLast().pts() + out.getLast().duration();
    }

    private static MediaPacket adts(MediaPacket packet, int rate) {
        int index = 0;
        while (RATES[index] != rate) {
            index++;
        }
        int length = packet.data().length + 7;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xFF);
        bytes.write(0xF1);
        bytes.write((1 << 6) | (index << 2));
        bytes.write((2 << 6) | (length >> 11));
        bytes.write(length >> 3);
        bytes.write(((length & 7) << 5) | 0x1F);
        bytes.write(0xFC);
        bytes.writeBytes(packet.data());
        return new MediaPacket(bytes.toByteArray(), packet.pts(), packet.duration(), true);
    }
}
