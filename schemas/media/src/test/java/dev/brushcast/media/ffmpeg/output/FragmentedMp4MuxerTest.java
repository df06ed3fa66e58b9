package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.TrackFormat;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.mp4.Boxes;
import dev.brushcast.media.testing.ReadBack;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentedMp4MuxerTest {

    @TempDir
    private Path folder;

    @Test
    void pictureTimesAndDurationsAreExact() throws Exception {
        List<MediaPacket> pictures = new ArrayList<>();
        VideoFormat format;
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            format = encoder.format();
            pictures.addAll(Sources.pictures(encoder, 10, 5));
        }
        pictures.set(9, pictures.get(9).at(9 * 3600L, 1234));
        FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(List.of(track(format, pictures)));

        Path file = write(muxer, List.of(pictures.subList(0, 5), pictures.subList(5, 10)), List.of());

        ReadBack.Track track = ReadBack.tracks(file.toString()).getFirst();
        assertThat(track.audio().timeBase()).isEqualTo(new Rational(1, 90_000));
        assertThat(track.packets())
                .extracting(MediaPacket::pts)
                .containsExactly(pictures.stream().map(MediaPacket::pts).toArray(Long[]::new));
        assertThat(track.packets().getLast().duration()).isEqualTo(1234);
        assertThat(ReadBack.pictures(file.toString())).hasSize(10);
        assertThat(muxer.codecs()).matches("avc1\\.[0-9A-F]{6}");
    }

    @Test
    void surroundAudioKeepsItsBytesChannelsAndPriming() throws Exception {
        AudioFormat pcm = Sources.pcm(48_000, "5.1", 6);
        List<MediaPacket> audio;
        AudioFormat aac;
        try (AudioTranscoder transcoder = new AudioTranscoder(pcm)) {
            aac = transcoder.format();
            audio = Sources.aac(transcoder, pcm, 2);
        }
        assertThat(audio.getFirst().pts()).isEqualTo(-1024);

        Path file = twoSegments(aac, audio);

        ReadBack.Track track = ReadBack.tracks(file.toString()).getLast();
        assertThat(track.audio().channelLayout()).isEqualTo("5.1");
        assertThat(track.packets())
                .extracting(MediaPacket::pts)
                .containsExactly(audio.stream().map(MediaPacket::pts).toArray(Long[]::new));
        assertThat(track.packets())
                .extracting(MediaPacket::data)
                .containsExactly(audio.stream().map(MediaPacket::data).toArray(byte[][]::new));
    }

    @Test
    void aSegmentHoldsOneFragmentWithOneRunPerTrack() throws Exception {
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> pictures = Sources.pictures(encoder, 2, 2);
            FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(List.of(track(encoder.format(), pictures)));

            byte[] segment = muxer.fragment(1, List.of(pictures));

            assertThat(Boxes.parse(ByteBuffer.wrap(segment)))
                    .extracting(Boxes.Box::type)
                    .containsExactly("styp", "moof", "mdat");
            ByteBuffer time =
                    Boxes.find(segment, "moof", "traf", "tfdt").orElseThrow().content();
            assertThat(time.get(0)).as("version").isEqualTo((byte) 1);
            assertThat(Boxes.find(muxer.init(), "moov", "trak", "edts")).isEmpty();
        }
    }

    /** Chromium refuses FLAC whose sample entry says another number of bits than its own configuration. */
    @ParameterizedTest
    @ValueSource(strings = {"flac", "alac"})
    void losslessAudioSaysHowManyBitsASampleHas(String codec) {
        AudioFormat pcm = Sources.pcm(48_000, "stereo", 2);
        AudioFormat wanted =
                new AudioFormat(codec, new byte[0], 48_000, 2, "stereo", -99, 0, 0, new Rational(1, 48_000));
        try (AudioTranscoder transcoder = new AudioTranscoder(pcm, wanted)) {
            List<MediaPacket> audio = Sources.aac(transcoder, pcm, 1);

            byte[] init = new FragmentedMp4Muxer(List.of(track(transcoder.format(), audio))).init();

            ByteBuffer descriptions = Boxes.find(init, "moov", "trak", "mdia", "minf", "stbl", "stsd")
                    .orElseThrow()
                    .content();
            assertThat(descriptions.getShort(8 + 8 + 18)).isEqualTo((short) 16);
        }
    }

    @Test
    void audioThatMp4CannotCarryIsRefusedInWords() {
        AudioFormat odd = new AudioFormat("wmav2", new byte[0], 44_100, 2, "stereo", -99, 0, 0, new Rational(1, 1000));
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> pictures = Sources.pictures(encoder, 1, 1);
            MediaPacket audio = new MediaPacket(new byte[100], 0, 20, true);
            assertThatThrownBy(() -> new FragmentedMp4Muxer(
                            List.of(track(encoder.format(), pictures), track(odd, List.of(audio)))))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("MP4 cannot carry wmav2");
        }
    }

    private Path twoSegments(AudioFormat format, List<MediaPacket> audio) throws Exception {
        List<MediaPacket> pictures;
        VideoFormat video;
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            video = encoder.format();
            pictures = Sources.pictures(encoder, 50, 25);
        }
        FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(List.of(track(video, pictures), track(format, audio)));
        int half = audio.size() / 2;
        return write(
                muxer,
                List.of(pictures.subList(0, 25), pictures.subList(25, 50)),
                List.of(audio.subList(0, half), audio.subList(half, audio.size())));
    }

    private Path write(FragmentedMp4Muxer muxer, List<List<MediaPacket>> pictures, List<List<MediaPacket>> audio)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(muxer.init());
        for (int i = 0; i < pictures.size(); i++) {
            out.write(muxer.fragment(
                    i + 1, audio.isEmpty() ? List.of(pictures.get(i)) : List.of(pictures.get(i), audio.get(i))));
        }
        return Files.write(folder.resolve("segments.mp4"), out.toByteArray());
    }

    private static FragmentedMp4Muxer.Track track(TrackFormat format, List<MediaPacket> packets) {
        return new FragmentedMp4Muxer.Track(format, packets.getFirst());
    }
}
