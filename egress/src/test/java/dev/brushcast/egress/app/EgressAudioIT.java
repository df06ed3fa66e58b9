package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.conformance.FolderRules;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.testing.NumberedClip;
import dev.brushcast.media.testing.ReadBack;
import dev.brushcast.media.testing.Remux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The sound of a stream, through the whole egress. */
@RunsOnKafka
class EgressAudioIT extends EgressOnKafka {

    private static final AudioFormat AC3 =
            new AudioFormat("ac3", new byte[0], 48_000, 6, "5.1(side)", -99, 1536, 0, new Rational(1, 48_000));

    @Test
    void aCodecThatHlsDoesNotCarryBecomesAac() throws Exception {
        Tone tone = Tone.uncompressed("stereo", 2, 2);
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.audio(tone.format(), tone.packets());
            producer.video(Collections.nCopies(50, STYLED));
        }

        runToTheEnd(false);

        ReadBack.Track audio = ReadBack.audio(path("index.m3u8"));
        assertThat(audio.audio().codec()).isEqualTo("aac");
        assertThat(audio.audio().channels()).isEqualTo(2);
        assertThat(audio.packets()).hasSize(95);
    }

    @Test
    void theAudioOfATransportStreamComesOutWithoutItsHeaders() throws Exception {
        Path film = folder.resolve("film.mp4");
        Path transport = folder.resolve("film.ts");
        NumberedClip.write(film, 50, new Rational(25, 1), 128, 96, true);
        Remux.to("mpegts", film, transport);
        ReadBack.Track plain = ReadBack.tracks(film.toString()).getLast();
        ReadBack.Track withHeaders = ReadBack.tracks(transport.toString()).getLast();
        assertThat(withHeaders.audio().config()).isEmpty();
        assertThat(withHeaders.packets().getFirst().data()).startsWith(0xFF, 0xF1);
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.audio(withHeaders.audio(), fromZero(withHeaders.packets()));
            producer.video(Collections.nCopies(50, STYLED));
        }

        runToTheEnd(true);

        for (String file : List.of("index.m3u8", "recording.mp4")) {
            ReadBack.Track audio = ReadBack.audio(path(file));
            assertThat(Arrays.copyOf(audio.audio().config(), 2))
                    .as(file)
                    .isEqualTo(Arrays.copyOf(plain.audio().config(), 2));
            assertThat(audio.packets())
                    .as(file)
                    .extracting(MediaPacket::data)
                    .containsExactly(
                            plain.packets().stream().map(MediaPacket::data).toArray(byte[][]::new));
        }
    }

    @Test
    void aCodecThatBrowsersDoNotPlayIsThereUntouchedBesideItsAac() throws Exception {
        Tone ac3 = Tone.in(AC3, 4);
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.audio(ac3.format(), ac3.packets());
            producer.video(Collections.nCopies(100, STYLED));
        }

        runToTheEnd(true);

        assertThat(Files.readString(folder.resolve("index.m3u8")))
                .contains("GROUP-ID=\"main\"", "GROUP-ID=\"source\"", ",mp4a.40.2\"", ",ac-3\"", "CHANNELS=\"6\"");
        for (String name : List.of("styled", "audio", "audio-source")) {
            assertThat(FolderRules.judge(folder.resolve(name + "/index.m3u8"))).isEmpty();
        }
        assertThat(ReadBack.audio(path("audio/index.m3u8")).audio().codec()).isEqualTo("aac");
        assertThat(ReadBack.audio(path("audio/index.m3u8")).audio().channels()).isEqualTo(6);
        for (String file : List.of("audio-source/index.m3u8", "recording.mp4")) {
            assertThat(ReadBack.audio(path(file)).packets())
                    .as(file)
                    .extracting(MediaPacket::data)
                    .containsSubsequence(
                            ac3.packets().stream().map(MediaPacket::data).toArray(byte[][]::new));
        }
    }

    @Test
    void aCodecWhoseDecoderMustBeToldMoreThanItsConfigurationIsHeard() throws Exception {
        Tone wma = Tone.in(
                new AudioFormat("wmav2", new byte[0], 44_100, 2, "stereo", -99, 0, 0, new Rational(1, 44_100)), 2);
        try (StreamProducer producer = producer(PayloadFormat.RGB24)) {
            producer.audio(wma.format(), wma.packets());
            producer.video(Collections.nCopies(50, STYLED));
        }

        runToTheEnd(true);

        for (String file : List.of("index.m3u8", "recording.mp4")) {
            assertThat(pitch(file, 0.3, 1.7)).as(file).isCloseTo(440, within(2.0));
        }
    }

    @Test
    void aToneKeepsItsPitchWhereRateAndChannelsChange() throws Exception {
        Tone before = Tone.aac("stereo", 2, 4);
        Tone after = Tone.aac("mono", 1, 4, 44_100);
        try (StreamProducer producer = producer(PayloadFormat.RGB24);
                OneEgress service = service(EgressConfig.End.NEVER, true)) {
            service.start();
            producer.audio(before.format(), before.packets());
            producer.video(Collections.nCopies(100, STYLED));
            Awaitility.await().until(() -> service.progress().frames().out() == 100);
            producer.epoch(2, StreamProducer.START_US + 100_000_000L).audio(after.format(), after.packets());
            producer.video(Collections.nCopies(100, STYLED));
            Awaitility.await().until(() -> service.progress().frames().out() == 200);
            service.endStream();
        }

        for (long epoch : List.of(1L, 2L)) {
            assertThat(pitch(joined("audio", epoch), 0.5, 3.5))
                    .as("HLS, epoch %d", epoch)
                    .isCloseTo(440, within(2.0));
        }
        for (String recording : List.of("recording.mp4", "recording-2.mp4")) {
            assertThat(pitch(recording, 0.5, 3.5)).as(recording).isCloseTo(440, within(2.0));
        }
    }

    /** Hz, as the file's own words on its rate let a player hear it. */
    private double pitch(String file, double fromSeconds, double toSeconds) {
        ReadBack.Track audio = ReadBack.audio(path(file));
        return Tone.pitch(audio.audio(), fromZero(audio.packets()), fromSeconds, toSeconds);
    }

    private static List<MediaPacket> fromZero(List<MediaPacket> packets) {
        long first = packets.getFirst().pts();
        return packets.stream()
                .map(packet -> new MediaPacket(packet.data(), packet.pts() - first, packet.duration(), packet.key()))
                .toList();
    }
}
