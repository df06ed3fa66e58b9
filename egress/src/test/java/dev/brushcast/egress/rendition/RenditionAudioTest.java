package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.egress.audio.Tone;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.mp4.Boxes;
import dev.brushcast.media.testing.ReadBack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenditionAudioTest extends RenditionUnderTest {

    private static final AudioFormat OPUS =
            new AudioFormat("opus", new byte[0], 48_000, 2, "stereo", -99, 960, 0, new Rational(1, 48_000));
    private static final AudioFormat AC3 =
            new AudioFormat("ac3", new byte[0], 48_000, 2, "stereo", -99, 1536, 0, new Rational(1, 48_000));
    private static final Tone STEREO = Tone.aac("stereo", 2, 2);

    @Test
    void picturesWaitForTheirAudioAndTakeItUntouched() {
        feed(Film.styled(1, 50).subList(0, 9));
        assertThat(pictures.epochs)
                .as("nobody knows yet whether there is audio")
                .isEmpty();
        assertThat(rendition.waitsForAudio()).isTrue();
        hear(Tone.chunks(1, STEREO.format(), STEREO.packets()));
        feed(List.of(Film.styled(1, 50).getLast()));

        ReadBack.Track track = audio.epoch(0).tracks(folder).getFirst();
        assertThat(track.packets())
                .extracting(MediaPacket::data)
                .containsExactly(
                        STEREO.packets().stream().map(MediaPacket::data).toArray(byte[][]::new));
        assertThat(track.packets()).extracting(MediaPacket::pts).startsWith(-1024L, 0L, 1024L);
        assertThat(programme.epoch(0).tracks(folder).getLast().packets()).hasSameSizeAs(track.packets());
        assertThat(audio.epoch(0).startsUs()).isEqualTo(pictures.epoch(0).startsUs());
        assertThat(audio.epoch(0).init().channels()).isEqualTo(2);
        assertThat(counts).doesNotContainKey("silent us");
    }

    @Test
    void audioOfAnEarlierEpochStaysOutOfThisOne() {
        Tone mono = Tone.aac("mono", 1, 1);
        feed(Film.styled(1, 25));
        rendition.goOnWithoutAudio();
        feed(Film.styled(2, 25));
        hear(Tone.chunks(1, mono.format(), mono.packets())); // late, of what is over
        assertThat(audio.epochs).hasSize(1);
        assertThat(rendition.idle())
                .as("the epoch's own audio is still to come")
                .isFalse();
        hear(Tone.chunks(2, STEREO.format(), STEREO.packets().subList(0, 48)));

        assertThat(audio.epoch(1).init().channels()).isEqualTo(2);
        assertThat(audio.epoch(1).tracks(folder).getFirst().packets())
                .extracting(MediaPacket::data)
                .containsExactly(STEREO.packets().subList(0, 48).stream()
                        .map(MediaPacket::data)
                        .toArray(byte[][]::new));
    }

    @Test
    void audioOfTheNextEpochIsKeptUntilItBegins() {
        hear(Tone.chunks(2, STEREO.format(), STEREO.packets().subList(0, 48)));
        assertThat(rendition.audioAheadSeconds()).isCloseTo(1, within(0.05));
        none(1);
        feed(Film.styled(1, 25));
        feed(Film.styled(2, 25));

        assertThat(rendition.finishedEpochs()).isEqualTo(2);
        assertThat(audio.epoch(1).tracks(folder).getFirst().packets())
                .extracting(MediaPacket::data)
                .contains(STEREO.packets().get(20).data());
    }

    @Test
    void anEpochWithoutAudioHasTheSameTracksAsTheOneBefore() {
        Tone surround = Tone.aac("5.1", 6, 1);
        hear(Tone.chunks(1, surround.format(), surround.packets()));
        feed(Film.styled(1, 25));
        none(2);
        feed(Film.styled(2, 50));

        Collected.Epoch silent = audio.epoch(1);
        assertThat(sampleDescription(silent)).isEqualTo(sampleDescription(audio.epoch(0)));
        assertThat(silent.init().channels()).isEqualTo(6);
        assertThat(silent.segments()).hasSameSizeAs(pictures.epoch(1).segments());
        assertThat(silent.tracks(folder).getFirst().packets()).hasSizeBetween(93, 95);
        assertThat(programme.epoch(1).tracks(folder))
                .as("a recording is as its source")
                .hasSize(1);
        assertThat(counts).as("nothing is missing").doesNotContainKey("silent us");
    }

    @Test
    void codecsThatBrowsersPlayGoInUntouchedAndStayTheSame() {
        Tone opus = Tone.in(OPUS, 1);
        hear(Tone.chunks(1, opus.format(), opus.packets()));
        feed(Film.styled(1, 25));
        hear(Tone.chunks(2, STEREO.format(), STEREO.packets()));
        feed(Film.styled(2, 25));
        none(3);
        feed(Film.styled(3, 25));

        assertThat(audio.epochs).extracting(epoch -> epoch.init().codecs()).containsOnly("Opus");
        assertThat(untouched.epochs).isEmpty();
        assertThat(audio.epoch(0).tracks(folder).getFirst().packets())
                .extracting(MediaPacket::data)
                .startsWith(
                        opus.packets().stream().limit(9).map(MediaPacket::data).toArray(byte[][]::new));
    }

    @Test
    void codecsThatBrowsersDoNotPlayStandBesideAacInEveryEpoch() {
        Tone ac3 = Tone.in(AC3, 1);
        hear(Tone.chunks(1, ac3.format(), ac3.packets()));
        feed(Film.styled(1, 25));
        hear(Tone.chunks(2, STEREO.format(), STEREO.packets()));
        feed(Film.styled(2, 25));
        none(3);
        feed(Film.styled(3, 25));

        assertThat(audio.epochs).extracting(epoch -> epoch.init().codecs()).containsOnly("mp4a.40.2");
        assertThat(untouched.epochs).extracting(epoch -> epoch.init().codecs()).containsOnly("ac-3");
        for (int i = 0; i < 3; i++) {
            assertThat(untouched.epoch(i).startsUs())
                    .isEqualTo(pictures.epoch(i).startsUs());
            assertThat(untouched.epoch(i).tracks(folder).getFirst().packets()).hasSizeGreaterThan(29);
        }
        assertThat(programme.epoch(0).init().codecs()).endsWith(",ac-3");
    }

    @Test
    void pictureAndAudioEndTogether() {
        hear(Tone.chunks(1, STEREO.format(), STEREO.packets())); // two seconds and what an encoder adds
        feed(Film.styled(1, 49));

        assertThat(audio.epoch(0).segments())
                .extracting(MuxedPart::durationUs)
                .isEqualTo(pictures.epoch(0).segments().stream()
                        .map(MuxedPart::durationUs)
                        .toList())
                .containsExactly(1_000_000L, 960_000L);
    }

    @Test
    void audioThatComesLateHasSilenceBeforeIt() {
        hear(Tone.chunks(1, STEREO.format(), STEREO.from(3)));
        feed(Film.styled(1, 125));

        assertContinuous(audio.epoch(0), 5);
        assertThat(counts.get("silent us")).isCloseTo(3_000_000L, within(50_000L));
        assertThat(audio.epoch(0).tracks(folder).getFirst().packets())
                .extracting(MediaPacket::data)
                .endsWith(STEREO.packets().stream().map(MediaPacket::data).toArray(byte[][]::new));
    }

    /** A player that sees nothing of the audio for longer waits there, and jumps. */
    @Test
    void audioThatEndsEarlyIsSilentToWithinHalfAPacketOfThePicturesEnd() {
        for (int frames = 60; frames < 66; frames++) {
            long epoch = frames;
            hear(Tone.chunks(epoch, STEREO.format(), STEREO.packets()));
            feed(Film.styled(epoch, frames));

            ReadBack.Track track = audio.epochs.getLast().tracks(folder).getFirst();
            MediaPacket last = track.packets().getLast();
            double end =
                    (last.pts() + last.duration()) * track.audio().timeBase().value();
            assertThat(end).isCloseTo(frames / 25.0, within(0.501 * 1024 / 48_000));
        }
    }

    @Test
    void aHoleAndAnEarlyEndAreSilence() {
        List<MediaPacket> packets = new ArrayList<>(STEREO.packets());
        packets.addAll(STEREO.from(5).subList(1, 48));
        hear(Tone.chunks(1, STEREO.format(), packets));
        feed(Film.styled(1, 200));

        assertContinuous(audio.epoch(0), 8);
        assertContinuous(programme.epoch(0), 8);
        assertThat(counts.get("silent us")).isCloseTo(5_000_000L, within(60_000L));
    }

    @Test
    void whatIsNotWaitedForIsSilentAndWhatComesAfterAllGoesOn() {
        feed(Film.styled(1, 100).subList(0, 11));
        assertThat(rendition.waitsForAudio()).isTrue();
        rendition.goOnWithoutAudio();
        assertThat(pictures.epoch(0).segments()).hasSize(2);
        assertThat(rendition.waitsForAudio()).isFalse();
        hear(Tone.chunks(1, STEREO.format(), STEREO.from(1.5)));
        feed(Film.styled(1, 100).subList(11, 20));

        assertContinuous(audio.epoch(0), 4, 1024); // what was handed over cannot be made longer any more
        assertThat(audio.epoch(0).tracks(folder).getFirst().packets())
                .as("what belongs to the time after")
                .extracting(MediaPacket::data)
                .contains(STEREO.packets().get(90).data());
    }

    @Test
    void anEpochThatBreaksOffDoesNotWaitForAudioThatNoLongerFollows() {
        feed(Film.styled(1, 50).subList(0, 6));
        none(2);
        feed(Film.styled(2, 10));

        assertThat(rendition.finishedEpochs()).isEqualTo(2);
        assertThat(numbers(pictures.epoch(0))).hasSize(30);
        assertContinuous(audio.epoch(0), 1.2);
    }

    @Test
    void audioThatIsLongerThanThePictureKeepsThePicture() {
        hear(Tone.chunks(1, STEREO.format(), STEREO.packets()));
        feed(Film.styled(1, 10));

        assertThat(counts).containsEntry("filled", 1L);
        assertContinuous(audio.epoch(0), 2);
        assertThat(pictures.epoch(0).startsUs()).containsExactly(0L, 1_000_000L);
    }

    /** Packets end to end from the first picture to the end, in every segment. */
    private void assertContinuous(Collected.Epoch epoch, double seconds) {
        assertContinuous(epoch, seconds, 1);
    }

    private void assertContinuous(Collected.Epoch epoch, double seconds, int gap) {
        ReadBack.Track track = epoch.tracks(folder).getLast();
        long expected = track.packets().getFirst().pts();
        assertThat(track.seconds(track.packets().getFirst())).isBetween(-0.03, 0.001);
        for (MediaPacket packet : track.packets()) {
            assertThat(packet.pts()).isBetween(expected, expected + gap - 1);
            expected = packet.pts() + packet.duration();
        }
        assertThat(expected * track.audio().timeBase().value()).isCloseTo(seconds, within(0.05));
        for (MuxedPart segment : epoch.segments()) {
            Collected.Epoch one = new Collected.Epoch(epoch.init(), List.of(segment));
            assertThat(one.tracks(folder).getLast().packets())
                    .as("segment %d", segment.segment())
                    .isNotEmpty();
        }
    }

    private static byte[] sampleDescription(Collected.Epoch epoch) {
        return Boxes.find(epoch.init().bytes(), "moov", "trak", "mdia", "minf", "stbl", "stsd")
                .orElseThrow()
                .toByteArray();
    }
}
