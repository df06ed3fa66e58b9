package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where one epoch ends and the next one begins: pictures and audio are read apart, and audio may come later. */
class RenditionSeamTest extends RenditionUnderTest {

    private static final AudioFormat AC3 =
            new AudioFormat("ac3", new byte[0], 48_000, 2, "stereo", -99, 1536, 0, new Rational(1, 48_000));
    private static final Tone STEREO = Tone.aac("stereo", 2, 2);
    private static final List<AudioPackets> FIRST = Tone.chunks(1, STEREO.format(), STEREO.packets());
    private static final List<AudioPackets> SECOND = Tone.chunks(2, STEREO.format(), STEREO.packets());
    private static final List<Chunk> PICTURES = Film.styled(1, 50);

    /** Up to 1.6 s, and the chunks of audio that reach as far. */
    private static final List<Chunk> BROKEN_OFF = PICTURES.subList(0, 8);

    private static final int REACH = 8;

    @Test
    void audioThatComesAfterTheNextEpochsPicturesIsInItsOwnEpoch() {
        feed(PICTURES);
        feed(Film.styled(2, 50));
        assertThat(rendition.waitsForAudio()).isTrue();
        hear(FIRST);
        hear(SECOND);

        assertHeard(0, STEREO.packets());
        assertHeard(1, STEREO.packets());
        assertThat(numbers(pictures.epoch(1))).hasSize(50);
    }

    @Test
    void anEpochThatBreaksOffHasTheAudioOfItsPictures() {
        feed(BROKEN_OFF);
        feed(Film.styled(2, 50));
        hear(FIRST.subList(0, REACH - 1));
        assertThat(rendition.finishedEpochs()).as("some is still to come").isZero();
        hear(FIRST.subList(REACH - 1, REACH));
        assertThat(rendition.finishedEpochs())
                .as("nobody says that it is over, and that need not be known")
                .isEqualTo(1);
        hear(SECOND);

        assertHeard(0, STEREO.packets().subList(0, 10 * REACH));
        assertHeard(1, STEREO.packets());
    }

    /** A converter holds some back until it is told that nothing follows. */
    @Test
    void convertedAudioOfAnEpochThatBreaksOffIsThereToItsEnd() {
        Tone ac3 = Tone.in(AC3, 1.6);
        List<AudioPackets> chunks = Tone.chunks(1, ac3.format(), ac3.packets());
        feed(BROKEN_OFF);
        hear(chunks.subList(0, chunks.size() - 1));
        AudioPackets last = chunks.getLast();
        hear(List.of(new AudioPackets(1, last.sequence(), last.format(), last.packets(), false)));
        feed(Film.styled(2, 5));
        rendition.goOnWithoutAudio();

        assertThat(audio.epoch(0).init().codecs()).isEqualTo("mp4a.40.2");
        assertThat(counts).doesNotContainKey("silent us");
    }

    @Test
    void audioOfALaterEpochSaysThatNoneOfThisOneFollows() {
        hear(FIRST.subList(0, 2));
        hear(SECOND);
        feed(PICTURES);
        assertThat(rendition.finishedEpochs()).isEqualTo(1);
        assertThat(counts.get("silent us")).as("what never came").isCloseTo(1_600_000L, within(50_000L));
        feed(Film.styled(2, 50));

        assertHeard(1, STEREO.packets());
    }

    @Test
    void picturesDoNotWaitForAudioWhereThatOfALaterEpochHasCome() {
        feed(PICTURES.subList(0, 6));
        assertThat(rendition.waitsForAudio()).isTrue();
        hear(SECOND.subList(0, 1));

        assertThat(rendition.waitsForAudio()).isFalse();
        assertThat(pictures.epoch(0).segments()).hasSize(1);
    }

    @Test
    void anEpochWithoutAudioIsNotWaitedFor() {
        none(1);
        feed(BROKEN_OFF);
        feed(Film.styled(2, 50));

        assertThat(rendition.finishedEpochs()).isEqualTo(1);
    }

    @Test
    void audioThatDoesNotComeIsGivenUpAndTheNextEpochFollowsWhole() {
        feed(BROKEN_OFF);
        feed(Film.styled(2, 50));
        rendition.goOnWithoutAudio();
        assertThat(rendition.finishedEpochs()).isEqualTo(1);
        hear(SECOND);

        assertThat(audio.epoch(0).startsUs()).isEqualTo(pictures.epoch(0).startsUs());
        assertHeard(1, STEREO.packets());
        assertThat(numbers(pictures.epoch(1))).hasSize(50);
    }

    /** Every packet, untouched and in order, in the playlists and in the recording. */
    private void assertHeard(int epoch, List<MediaPacket> packets) {
        byte[][] data = packets.stream().map(MediaPacket::data).toArray(byte[][]::new);
        for (Collected output : List.of(audio, programme)) {
            assertThat(output.epoch(epoch).tracks(folder).getLast().packets())
                    .as(output == audio ? "audio" : "recording")
                    .extracting(MediaPacket::data)
                    .containsExactly(data);
        }
    }
}
